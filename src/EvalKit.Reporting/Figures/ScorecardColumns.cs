using EvalKit.Core.Reports;

namespace EvalKit.Reporting.Figures;

/// <summary>The columns of the scorecard: what a model costs, how good it is on each axis, how fast it is.</summary>
/// <param name="Size">Parameters, MACs and bytes, as far as they are known.</param>
/// <param name="Quality">The primary figure of each ranked axis but cost.</param>
/// <param name="Speed">The median latency, where it was measured.</param>
public sealed record ScorecardColumns(
    IReadOnlyList<FigureColumn> Size,
    IReadOnlyList<FigureColumn> Quality,
    IReadOnlyList<FigureColumn> Speed)
{
    /// <summary>All columns in order.</summary>
    public IEnumerable<FigureColumn> All => [.. Size, .. Quality, .. Speed];

    /// <summary>Takes the scorecard's columns out of a report.</summary>
    public static ScorecardColumns Of(Report report) => new(
        [.. Columns(report, ("cost/parameters", "parameters"), ("cost/macs", "MACs"), ("cost/bytes", "size"))
            .Select((column, index) => column with { IsMinor = index > 0 })],
        Columns(report, [.. report.Scorecard.Axes.Where(axis => axis.Axis != "cost").Select(axis => (axis.MetricId, Heading(axis)))]),
        Columns(report, (Measurements.LatencyP50, "ms/image")));

    private static FigureColumn[] Columns(Report report, params (string Id, string Heading)[] wanted) =>
        [.. wanted.Select(column => FigureColumn.Of(report, column.Id, column.Heading)).OfType<FigureColumn>()];

    private static string Heading(AxisRanking axis) => MetricId.Parse(axis.MetricId).Metric switch
    {
        "mean-corrupted-accuracy" => "corrupted",
        "relevance-gain" => "explained",
        var metric => metric.Replace('-', ' '),
    };
}
