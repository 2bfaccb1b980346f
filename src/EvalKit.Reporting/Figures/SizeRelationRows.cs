using EvalKit.Core.Comparison;
using EvalKit.Core.Comparison.Pairs;
using EvalKit.Core.Reports;
using EvalKit.Core.Statistics;

namespace EvalKit.Reporting.Figures;

/// <summary>How each quality goes with a notion of size, as rows of a table.</summary>
internal static class SizeRelationRows
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<string> Headings { get; } =
        ["quality", "rank correlation with size", "given clean accuracy", "pairs, one twice the other", "growth law", "Pareto front"];

    /// <summary>What the table shows, of so many models.</summary>
    public static string Caption(SizeComparison comparison, string size) =>
        $"Each quality against {size}: Spearman's correlation with the wider of its 95 % intervals over models and over families, what remains of it given clean accuracy, pairs of models as tested (Holm), the fitted law of each family of three sizes or more, and the models that no other beats on size and quality at once. {Humanised.Plural(comparison.Models, "model")}, {(comparison.Families == 1 ? "1 family" : $"{comparison.Families} families")}; compressed copies left out.";

    /// <summary>The qualities' rows for one notion of size.</summary>
    /// <param name="report">The report.</param>
    /// <param name="size">The size's id.</param>
    public static IEnumerable<string[]> Of(Report report, string size) =>
        (report.Comparison?.Relations ?? []).Where(relation => relation.Size == size).Select(relation => new[]
        {
            relation.Info.Title,
            Correlation(relation.Correlation),
            relation.GivenAccuracy is null ? "" : Correlation(relation.GivenAccuracy),
            Pairs(relation.Pairs),
            string.Join(". ", relation.Laws.Select(law => GrowthWords.Of(relation, law))),
            string.Join(", ", relation.Front),
        });

    private static string Correlation(RankCorrelation correlation) => double.IsNaN(correlation.Value) ? FigureFormat.Missing
        : correlation.Deciding is { } over ? $"{Number(correlation.Value)} ({Number(over.Low)} to {Number(over.High)})"
        : Number(correlation.Value);

    private static string Pairs(SizePairs pairs) => pairs.Tested == 0
        ? $"smaller ahead in {pairs.SmallerAhead} of {pairs.Count}, not tested"
        : $"larger better in {pairs.LargerBetter}, smaller in {pairs.SmallerBetter} of {pairs.Tested}";

    private static string Number(double value) => FigureFormat.Plain.Number(value);
}
