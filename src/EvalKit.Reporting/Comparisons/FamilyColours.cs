using EvalKit.Core.Comparison;

namespace EvalKit.Reporting.Comparisons;

/// <summary>Gives the largest families of a comparison a colour each, the same in all its charts.</summary>
internal sealed class FamilyColours
{
    // The style sheet's colours, which are told apart by readers who see red and green alike.
    private const int Most = 4;
    private const int Least = 3;

    private FamilyColours(IReadOnlyList<string> families, int others) => (Families, Others) = (families, others);

    /// <summary>The families that have a colour, from the largest down.</summary>
    public IReadOnlyList<string> Families { get; }

    /// <summary>The number of models that are of none of them.</summary>
    public int Others { get; }

    /// <summary>Takes the families of at least three models.</summary>
    /// <param name="comparison">The comparison.</param>
    public static FamilyColours Of(SizeComparison comparison)
    {
        var models = comparison.Relations.SelectMany(relation => relation.Points).DistinctBy(point => point.Name, StringComparer.Ordinal).ToArray();
        string[] families =
        [
            .. models.Where(point => point.Family is not null)
                .GroupBy(point => point.Family!, StringComparer.Ordinal)
                .Where(family => family.Count() >= Least)
                .OrderByDescending(family => family.Count()).ThenBy(family => family.Key, StringComparer.Ordinal)
                .Take(Most)
                .Select(family => family.Key),
        ];
        return new(families, models.Count(point => !families.Contains(point.Family, StringComparer.Ordinal)));
    }

    /// <summary>A family's class in the style sheet; null where it has no colour.</summary>
    public string? Of(string? family)
    {
        for (var i = 0; i < Families.Count; i++)
            if (Families[i] == family) return $"colour{i + 1}";
        return null;
    }
}
