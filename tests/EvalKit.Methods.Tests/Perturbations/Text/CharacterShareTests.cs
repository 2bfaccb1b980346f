namespace EvalKit.Methods.Tests.Perturbations.Text;

/// <summary>The share of characters that each kind changes, counted by hand in texts of 200 places.</summary>
public class CharacterShareTests
{
    private static readonly string Letters = new('g', 200);

    public static TheoryData<int, int> Few => new() { { 1, 2 }, { 2, 4 }, { 3, 10 }, { 4, 20 }, { 5, 40 } };

    [Theory]
    [MemberData(nameof(Few))]
    public void Keyboard_typos_strike_neighbouring_keys(int severity, int changed)
    {
        var small = PerturbedText.Of("keyboard-typos", Letters, severity);
        Assert.Equal(200, small.Length);
        Assert.Equal(changed, small.Count(letter => letter != 'g'));
        Assert.All(small, letter => Assert.Contains(letter, "gfhtyvb"));
        Assert.All(PerturbedText.Of("keyboard-typos", "QQQQQ Q", severity), letter => Assert.Contains(letter, "Q WA12"));
        Assert.Equal("éß 한", PerturbedText.Of("keyboard-typos", "éß 한", severity));
    }

    [Fact]
    public void Every_neighbour_is_struck_equally_often()
    {
        var struck = Enumerable.Range(0, 200).SelectMany(sample => PerturbedText.Of("keyboard-typos", Letters, 5, $"{sample}")).Where(letter => letter != 'g').ToArray();
        Assert.Equal(8000, struck.Length);
        var expected = 8000 / 6.0;
        Assert.All("fhtyvb", key => Assert.Equal(expected, struck.Count(letter => letter == key), 4 * Math.Sqrt(expected * 5 / 6)));
    }

    [Theory]
    [MemberData(nameof(Few))]
    public void Insertions_come_from_the_texts_own_letters(int severity, int changed)
    {
        var result = PerturbedText.Of("character-insertion", new string('я', 199) + "ж !", severity);
        Assert.Equal(202 + changed, result.Length);
        Assert.EndsWith(" !", result, StringComparison.Ordinal);
        Assert.All(result, letter => Assert.Contains(letter, "яж !"));
    }

    [Theory]
    [MemberData(nameof(Few))]
    public void Deletions_take_letters_and_digits_only(int severity, int changed)
    {
        Assert.Equal(200 - changed, PerturbedText.Of("character-deletion", Letters, severity).Length);
        Assert.Equal(200 - changed, PerturbedText.Of("character-deletion", string.Concat(Enumerable.Repeat("e\u0301", 200)), severity).Length / 2);
        Assert.Equal("?! 👍🏽", PerturbedText.Of("character-deletion", "?! 👍🏽", severity));
    }

    [Theory]
    [MemberData(nameof(Few))]
    public void Transpositions_swap_disjoint_pairs_within_words(int severity, int swapped)
    {
        // 401 letters have 200 pairs, whether they start at the first or the second.
        var source = PerturbedText.Repeat("ab", 200, "") + "a";
        var result = PerturbedText.Of("character-transposition", source, severity);
        Assert.Equal(2 * swapped, source.Zip(result).Count(pair => pair.First != pair.Second));
        Assert.Equal("a b c dd", PerturbedText.Of("character-transposition", "a b c dd", severity));
    }

    [Theory]
    [MemberData(nameof(Few))]
    public void Ocr_reads_like_shapes(int severity, int changed)
    {
        var result = PerturbedText.Of("ocr-confusions", new string('m', 200), severity);
        Assert.Equal(200 + changed, result.Length);
        Assert.Equal(200 - changed, result.Replace("rn", "", StringComparison.Ordinal).Replace("nn", "", StringComparison.Ordinal).Length);
        Assert.Equal("xß", PerturbedText.Of("ocr-confusions", "xß", severity));
    }

    [Theory]
    [MemberData(nameof(Few))]
    public void Homoglyphs_are_of_the_other_script_and_lead_back(int severity, int changed)
    {
        Assert.Equal(changed, PerturbedText.Of("homoglyphs", new string('a', 200), severity).Count(letter => letter == 'а'));
        Assert.Equal(changed, PerturbedText.Of("homoglyphs", new string('а', 200), severity).Count(letter => letter == 'a'));
        Assert.Equal("bdg", PerturbedText.Of("homoglyphs", "bdg", severity));
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(3, 40)]
    [InlineData(4, 70)]
    [InlineData(5, 100)]
    public void Letter_case_is_turned(int severity, int changed)
    {
        var result = PerturbedText.Of("letter-case", new string('é', 100) + new string('Ж', 100) + "ß한 1", severity);
        Assert.Equal(changed, result.Count(letter => letter is 'É' or 'ж'));
        Assert.EndsWith("ß한 1", result, StringComparison.Ordinal);
    }
}
