using EvalKit.Core.Plugins;

namespace EvalKit.Core.Metrics;

/// <summary>A figure of one model's predictions under one condition: performance when it is the clean one.</summary>
public interface IPredictionMetric : IPlugin
{
    /// <summary>Meaning, unit, range and direction.</summary>
    MetricInfo Info { get; }

    /// <summary>Computes the figure with its interval.</summary>
    /// <param name="predictions">The predictions; an empty table gives <see cref="Estimate.Missing"/>.</param>
    Estimate Compute(PredictionTable predictions);
}
