using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Metrics;

/// <summary>A figure of one model's predictions over the levels of a graded perturbation, reported as <c>robustness/KIND@gaussian-noise</c>.</summary>
[PluginSort("metrics")]
public interface ISweepMetric : IPlugin
{
    /// <summary>Meaning, range and direction; the unit is the perturbation's own.</summary>
    MetricInfo Info { get; }

    /// <summary>Computes the figure with its interval.</summary>
    /// <param name="sweep">The model's predictions on clean data and at every level.</param>
    /// <param name="intervals">Makes the interval, at the confidence asked for.</param>
    Estimate Compute(SweepTable sweep, Intervals intervals);
}
