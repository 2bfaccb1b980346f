using EvalKit.Core.Plugins;

namespace EvalKit.Core.Metrics;

/// <summary>A figure over all perturbed conditions of one model.</summary>
public interface IRobustnessMetric : IPlugin
{
    /// <summary>Meaning, unit, range and direction.</summary>
    MetricInfo Info { get; }

    /// <summary>Computes the figure with its interval.</summary>
    /// <param name="table">The model's predictions on clean and on perturbed data.</param>
    Estimate Compute(RobustnessTable table);
}
