using EvalKit.Core.Randomness;

namespace EvalKit.Methods.Perturbations.Writing;

/// <summary>What characters may be taken for one another.</summary>
/// <param name="substitutes">For each grapheme cluster those that may stand in its place, at least one.</param>
internal sealed class SubstitutionTable(IReadOnlyDictionary<string, string[]> substitutes)
{
    /// <summary>Makes a table of pairs, each of which holds both ways.</summary>
    /// <param name="pairs">Pairs of single characters, such as <c>"0O"</c>.</param>
    public static SubstitutionTable OfPairs(params string[] pairs) => new(
        pairs.SelectMany(pair => new[] { (From: pair[..1], To: pair[1..]), (From: pair[1..], To: pair[..1]) })
            .GroupBy(pair => pair.From, pair => pair.To, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal));

    /// <summary>Whether anything may stand in a cluster's place.</summary>
    public bool Knows(string grapheme) => substitutes.ContainsKey(grapheme);

    /// <summary>One of those that may stand in the place of a cluster, each equally likely.</summary>
    public string Draw(string grapheme, ref RandomStream random)
    {
        var choices = substitutes[grapheme];
        return choices[random.NextInt(choices.Length)];
    }
}
