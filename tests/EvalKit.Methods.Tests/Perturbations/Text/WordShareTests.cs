namespace EvalKit.Methods.Tests.Perturbations.Text;

/// <summary>The share of words, gaps and numbers that each kind changes, counted by hand in texts of 200 of them.</summary>
public class WordShareTests
{
    private static readonly string[] Numbered = [.. Enumerable.Range(100, 200).Select(i => $"w{i}")];

    public static TheoryData<int, int> Words => new() { { 1, 10 }, { 2, 20 }, { 3, 30 }, { 4, 40 }, { 5, 60 } };

    public static TheoryData<int, int> Many => new() { { 1, 10 }, { 2, 20 }, { 3, 40 }, { 4, 70 }, { 5, 100 } };

    [Theory]
    [MemberData(nameof(Words))]
    public void Words_are_dropped(int severity, int changed)
    {
        var rest = PerturbedText.Of("dropped-words", string.Join(' ', Numbered) + "\n", severity).TrimEnd('\n').Split(' ');
        Assert.Equal(200 - changed, rest.Length);
        Assert.Equal(Numbered.Where(rest.Contains), rest);
        Assert.Equal("alone", PerturbedText.Of("dropped-words", "alone", severity));
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void Words_are_doubled(int severity, int changed)
    {
        var result = PerturbedText.Of("doubled-words", string.Join("\n", Numbered), severity);
        Assert.Equal(changed, result.Count(letter => letter == ' '));
        Assert.All(result.Split('\n').Where(line => line.Contains(' ', StringComparison.Ordinal)), line => Assert.Equal(line[..4], line[5..]));
        Assert.Equal(Numbered, result.Split('\n').Select(line => line[..4]));
    }

    [Theory]
    [InlineData(1, 20)]
    [InlineData(2, 40)]
    [InlineData(3, 70)]
    [InlineData(4, 100)]
    [InlineData(5, 200)]
    public void Words_are_shuffled_among_their_places(int severity, int chosen)
    {
        // A random order of n things leaves 1 in its place on average, with variance 1 (Montmort 1708).
        const int Draws = 400;
        var moved = Enumerable.Range(0, Draws).Select(sample =>
        {
            var result = PerturbedText.Of("shuffled-words", string.Join(' ', Numbered), severity, $"{sample}").Split(' ');
            Assert.Equal(Numbered, result.Order());
            return Numbered.Zip(result).Count(pair => pair.First != pair.Second);
        }).Average();
        Assert.Equal(chosen - 1, moved, 4 / Math.Sqrt(Draws));
    }

    [Theory]
    [MemberData(nameof(Many))]
    public void Gaps_are_lost_doubled_or_slip(int severity, int changed)
    {
        var result = PerturbedText.Of("white-space", PerturbedText.Repeat("abcdef", 201), severity);
        Assert.Equal(200 - changed, result.Split("f a").Length - 1);
        Assert.Equal(PerturbedText.Repeat("abcdef", 201, ""), result.Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_change_of_a_gap_is_equally_likely()
    {
        var results = Enumerable.Range(0, 4000).Select(sample => PerturbedText.Of("white-space", "ab cd", 5, $"{sample}")).Where(result => result != "ab cd").ToArray();
        Assert.Equal(["a bcd", "ab  cd", "abc d", "abcd"], results.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(2000, results.Length, 4 * Math.Sqrt(1000));
        Assert.All(results.GroupBy(result => result), group => Assert.Equal(500, group.Count(), 4 * Math.Sqrt(500)));
    }

    [Theory]
    [MemberData(nameof(Many))]
    public void Punctuation_is_lost_where_it_stands_and_set_where_not(int severity, int changed)
    {
        Assert.Equal(200 - changed, PerturbedText.Of("punctuation", PerturbedText.Repeat("ab.", 200), severity).Count(letter => letter == '.'));
        var set = PerturbedText.Of("punctuation", PerturbedText.Repeat("ab", 200), severity);
        Assert.Equal(changed, set.Count(char.IsPunctuation));
        Assert.All(set.Split(' '), word => Assert.Matches("^ab[.,;:?!]?$", word));
    }

    [Theory]
    [InlineData(1, 40)]
    [InlineData(2, 80)]
    [InlineData(3, 120)]
    [InlineData(4, 160)]
    [InlineData(5, 200)]
    public void Numbers_are_written_otherwise(int severity, int changed)
    {
        string[] forms = ["1,234.5", "1.234,5", "1 234.5", "1234.50", "01234.5", "1.2345e3"];
        var result = PerturbedText.Of("number-format", PerturbedText.Repeat("1234.5", 200, "; "), severity).Split("; ");
        Assert.Equal(changed, result.Count(number => number != "1234.5"));
        Assert.All(result.Where(number => number != "1234.5"), number => Assert.Contains(number, forms));
    }

    [Fact]
    public void What_only_looks_like_a_number_stays()
    {
        const string Text = "2021-05-06 10:30 1.2.3 v2 mp3 3rd 1,23 192.168.0.1 50/50";
        for (var sample = 0; sample < 20; sample++) Assert.Equal(Text, PerturbedText.Of("number-format", Text, 5, $"{sample}"));
        Assert.NotEqual("It cost $5.", PerturbedText.Of("number-format", "It cost $5.", 5));
    }
}
