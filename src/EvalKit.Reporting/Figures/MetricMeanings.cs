using System.Globalization;
using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;

namespace EvalKit.Reporting.Figures;

/// <summary>What the metrics of a report mean, one row a metric whatever its conditions.</summary>
internal static class MetricMeanings
{
    /// <summary>Lists id, title, unit, range, better direction and source.</summary>
    public static IEnumerable<string[]> Of(Report report) =>
        report.Metrics.Concat(report.Measured is null ? [] : Measurements.Infos)
            .GroupBy(pair => MetricId.Parse(pair.Key).Base)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Row(group.Key, group.First().Value));

    private static string[] Row(string id, MetricInfo info) =>
    [
        id,
        info.Title,
        info.Unit,
        $"{Bound(info.Minimum)} to {Bound(info.Maximum)}",
        info.Direction switch
        {
            ScoreDirection.HigherIsBetter => "higher",
            ScoreDirection.LowerIsBetter => "lower",
            _ => "informs only",
        },
        info.Source,
    ];

    private static string Bound(double value) =>
        double.IsPositiveInfinity(value) ? "∞" : double.IsNegativeInfinity(value) ? "−∞" : value.ToString("0.####", CultureInfo.InvariantCulture).Replace('-', '−');
}
