using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;

namespace EvalKit.Reporting.Figures;

/// <summary>What the ids in a report mean.</summary>
internal static class MetricInfos
{
    /// <summary>
    /// What a figure means: by its full id, by its id without the condition, or as a measured figure; null where unknown.
    /// </summary>
    public static MetricInfo? InfoOf(this Report report, string metricId) =>
        report.Metrics.GetValueOrDefault(metricId)
        ?? report.Metrics.GetValueOrDefault(MetricId.Parse(metricId).Base)
        ?? Measurements.Infos.GetValueOrDefault(metricId);
}
