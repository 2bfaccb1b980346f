using EvalKit.Core.Attributions;
using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Reports;
using EvalKit.Core.Reports.Figures;

namespace EvalKit.Cli.Terminal;

/// <summary>A metric as <c>evalkit list metrics</c> shows it.</summary>
/// <param name="Id">Its id in reports and gates, without condition.</param>
/// <param name="Info">What it means.</param>
internal sealed record MetricEntry(string Id, MetricInfo Info)
{
    /// <summary>The sort of plug-in with which all metrics are shown.</summary>
    public const string Sort = "metrics";

    /// <summary>Every metric of every axis, in the order performance, robustness, interpretability, cost.</summary>
    public static IReadOnlyList<MetricEntry> All(PluginCatalog catalog) =>
    [
        .. catalog.All<IPredictionMetric>().Select(metric => new MetricEntry($"performance/{metric.Kind}", metric.Method.Info)),
        .. catalog.All<IRobustnessMetric>().Select(metric => new MetricEntry($"robustness/{metric.Kind}", metric.Method.Info)),
        .. catalog.All<ISweepMetric>().Select(metric => new MetricEntry($"robustness/{metric.Kind}", metric.Method.Info)),
        .. catalog.All<IExplanationMetric>().Select(metric => new MetricEntry($"interpretability/{metric.Kind}", metric.Method.Info)),
        .. CostFigures.Infos.Concat(Measurements.Infos).Select(cost => new MetricEntry(cost.Key, cost.Value)),
    ];
}
