using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Metrics;

/// <summary>A figure of one model's predictions under one condition: performance when it is the clean one.</summary>
[PluginSort("metrics")]
public interface IPredictionMetric : IPlugin
{
    /// <summary>Meaning, unit, range and direction.</summary>
    MetricInfo Info { get; }

    /// <summary>Whether it is reported for every perturbed condition too, as <c>robustness/KIND@fog:3</c>.</summary>
    bool PerCondition => false;

    /// <summary>Computes the figure with its interval.</summary>
    /// <param name="predictions">The predictions; an empty table gives <see cref="Estimate.Missing"/>.</param>
    /// <param name="intervals">Makes the interval, at the confidence asked for.</param>
    Estimate Compute(PredictionTable predictions, Intervals intervals);
}
