using System.Globalization;
using EvalKit.Core.Perturbations;
using EvalKit.Methods.Tests.Attributions;

namespace EvalKit.Methods.Tests.Perturbations.Text;

/// <summary>What every text perturbation of the catalogue must keep to.</summary>
public class TextPerturbationContractTests
{
    // Accents in one and in two code points, emoji of several, flags, Hangul syllables and letters, Devanagari, Thai, Arabic,
    // right-to-left marks, and characters beyond the first plane.
    private const string World =
        "The café in Köln (cafe\u0301, Ko\u0308ln) cost 1,234.50 euros. 👩‍👩‍👧 👍🏽 🇩🇪🇫🇷 한국어 ᄒ\u1161ᆫ हिन्दी मैं ภาษาไทย العربية Ελληνικά Привет 𝒳𝒴 𠮷野家 2 + 2 = 4! ";

    private static readonly string Long = string.Concat(Enumerable.Repeat("Pack my box with 5 dozen liquor jugs, then ask Quincy: was it 1234.5 or 77? ", 10));

    public static TheoryData<string> Kinds => Catalogue<ITextPerturbation>.Kinds;

    [Fact]
    public void All_are_found() => Assert.True(Kinds.Count >= 13);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Is_described(string kind) => Catalogue<ITextPerturbation>.AssertDescribed(kind);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Depends_on_the_key_only(string kind)
    {
        for (var severity = 1; severity <= 5; severity++)
        {
            var first = PerturbedText.Of(kind, World, severity);
            var others = new string[4];
            Parallel.For(0, others.Length, i => others[i] = PerturbedText.Of(kind, World, severity));
            Assert.All(others, other => Assert.Equal(first, other));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Differs_between_samples_and_from_the_text_at_every_severity(string kind)
    {
        for (var severity = 1; severity <= 5; severity++)
        {
            string[] texts = [Long, PerturbedText.Of(kind, Long, severity, "a"), PerturbedText.Of(kind, Long, severity, "b")];
            Assert.Equal(3, texts.Distinct().Count());
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Severities_are_monotone_in_the_edits(string kind)
    {
        var distances = Enumerable.Range(1, 5).Select(severity => Distance(Long, PerturbedText.Of(kind, Long, severity))).ToArray();
        Assert.All(distances.Zip(distances.Skip(1)), pair => Assert.True(pair.First < pair.Second, string.Join(", ", distances)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Cuts_no_grapheme_cluster_apart(string kind)
    {
        var known = Clusters(World).ToHashSet();
        for (var sample = 0; sample < 40; sample++)
        {
            // Replacements are single letters, digits and marks, or a known cluster in the other case.
            Assert.All(Clusters(PerturbedText.Of(kind, World, 5, $"{sample}")), cluster => Assert.True(
                known.Contains(cluster) || cluster.Length == 1 || known.Contains(cluster.ToUpperInvariant()) || known.Contains(cluster.ToLowerInvariant()),
                $"'{cluster}' is new"));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Leaves_alone_what_it_cannot_change(string kind)
    {
        Assert.Equal("", PerturbedText.Of(kind, "", 5));
        if (kind is not "punctuation") Assert.Equal("👩‍👩‍👧", string.Concat(PerturbedText.Of(kind, "👩‍👩‍👧", 5).Split(' ').Distinct()));
        var blanks = PerturbedText.Of(kind, " \n ", 5);
        Assert.True(string.IsNullOrWhiteSpace(blanks));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Takes_broken_surrogates_and_lone_marks(string kind)
    {
        const string Broken = "a\uD83D b\uDE00c \u0301d \u200De x\u0000y ";
        for (var sample = 0; sample < 20; sample++) Assert.NotNull(PerturbedText.Of(kind, Broken, 5, $"{sample}"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Refuses_other_severities(string kind)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PerturbedText.Of(kind, "a b", 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PerturbedText.Of(kind, "a b", 6));
    }

    private static IEnumerable<string> Clusters(string text)
    {
        for (var clusters = StringInfo.GetTextElementEnumerator(text); clusters.MoveNext();) yield return clusters.GetTextElement();
    }

    // Levenshtein 1966.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
