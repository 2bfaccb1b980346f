using EvalKit.Core.Perturbations;
using EvalKit.Core.Reports;

namespace EvalKit.Reporting.Figures;

/// <summary>Columns that belong together, one row a model.</summary>
/// <param name="Title">What they show.</param>
/// <param name="Columns">The columns; never empty.</param>
internal sealed record FigureTable(string Title, IReadOnlyList<FigureColumn> Columns)
{
    private static readonly string[] Categories = [.. Enum.GetNames<PerturbationCategory>().Select(name => name.ToLowerInvariant())];

    /// <summary>The performance figures on clean data, or null where there are none.</summary>
    public static FigureTable? Performance(Report report) => Of(report, "Performance on clean data", "performance");

    /// <summary>
    /// The figures over all perturbed conditions, each followed by those over a category of them; or null. Those that no model
    /// has are left out, such as the ones that need a reference model where none is named.
    /// </summary>
    public static FigureTable? Robustness(Report report)
    {
        string[] ids = [.. Ids(report, "robustness").Where(id => report.Models.Any(model => model.Metrics.GetValueOrDefault(id) is { IsDefined: true }))];
        var overall = ids.Where(id => MetricId.Parse(id).Condition is null).ToHashSet(StringComparer.Ordinal);
        return Of(
            report,
            "Over all perturbations",
            [.. ids.Where(id => overall.Contains(MetricId.Parse(id).Base) && (overall.Contains(id) || Categories.Contains(MetricId.Parse(id).Condition)))
                .Select(id => (id, Heading(report, id)))]);
    }

    /// <summary>The noise levels that the models tolerate, a column a kind of noise and target; or null.</summary>
    public static FigureTable? NoiseTolerance(Report report) => Of(
        report,
        "Noise tolerance: the level at which accuracy falls to the target, and to half-way between clean accuracy and chance",
        [.. Ids(report, "robustness").Select(MetricId.Parse).Where(id => id.IsNoiseTolerance)
            .OrderBy(id => id.Condition, StringComparer.Ordinal).ThenBy(id => id.Metric, StringComparer.Ordinal)
            .Select(id => ($"{id.Base}@{id.Condition}", (string?)(id.Condition!.Replace('-', ' ') + (id.Metric.StartsWith("relative", StringComparison.Ordinal) ? ", half-way" : ""))))]);

    /// <summary>The figures of the models' cost that need no measuring, or null.</summary>
    public static FigureTable? Cost(Report report) => Of(report, "Counted", "cost");

    /// <summary>The measured figures, or null.</summary>
    public static FigureTable? Measured(Report report) =>
        report.Measured is null ? null : Of(report, "Measured", [.. Measurements.Infos.Keys.Select(id => (id, (string?)null))]);

    /// <summary>
    /// The interpretability figures, one table a metric: first the one that stands for the axis, then the others in ordinal
    /// order; in each the overall figure, then one column an attribution, then one a part of it.
    /// </summary>
    public static IReadOnlyList<FigureTable> Interpretability(Report report)
    {
        var primary = report.Scorecard.Axes.FirstOrDefault(axis => axis.Axis == "interpretability")?.MetricId;
        return
        [
            .. Ids(report, "interpretability")
                .GroupBy(id => MetricId.Parse(id).Base)
                .OrderBy(group => group.Key == primary ? 0 : 1)
                .ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => Of(
                    report,
                    report.InfoOf(group.Key)?.Title ?? report.InfoOf(group.First())?.Title ?? MetricId.Parse(group.Key).Metric,
                    [.. group.OrderBy(Depth).Select(id => (id, (string?)(MetricId.Parse(id).Condition?.Replace(":", ": ", StringComparison.Ordinal) ?? "overall")))]))
                .OfType<FigureTable>(),
        ];
    }

    private static int Depth(string id) => MetricId.Parse(id).Condition is { } condition ? condition.Contains(':', StringComparison.Ordinal) ? 2 : 1 : 0;

    private static string Heading(Report report, string id)
    {
        var title = report.InfoOf(id)?.Title ?? MetricId.Parse(id).Metric;
        return MetricId.Parse(id).Condition is { } condition ? $"{title}: {condition}" : title;
    }

    private static FigureTable? Of(Report report, string title, string axis) =>
        Of(report, title, [.. Ids(report, axis).Where(id => MetricId.Parse(id).Condition is null).Select(id => (id, (string?)null))]);

    private static FigureTable? Of(Report report, string title, IReadOnlyList<(string Id, string? Heading)> wanted)
    {
        FigureColumn[] columns = [.. wanted.Select(column => FigureColumn.Of(report, column.Id, column.Heading)).OfType<FigureColumn>()];
        return columns.Length == 0 ? null : new(title, columns);
    }

    private static IEnumerable<string> Ids(Report report, string axis) =>
        report.Models.SelectMany(model => model.Metrics.Keys)
            .Where(id => MetricId.Parse(id).Axis == axis)
            .Distinct()
            .Order(StringComparer.Ordinal);
}
