using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Metrics;

/// <summary>A figure over all perturbed conditions of one model.</summary>
[PluginSort("metrics")]
public interface IRobustnessMetric : IPlugin
{
    /// <summary>Meaning, unit, range and direction.</summary>
    MetricInfo Info { get; }

    /// <summary>Whether it is reported for each category of perturbations too, as <c>robustness/KIND@noise</c>.</summary>
    bool PerCategory => false;

    /// <summary>Whether it is reported for each kind of perturbation too, as <c>robustness/KIND@fog</c>.</summary>
    bool PerKind => false;

    /// <summary>Whether it is reported for each condition too, as <c>robustness/KIND@fog:3</c>.</summary>
    bool PerCondition => false;

    /// <summary>
    /// Whether it is only defined beside a reference model; then it is computed only where <see cref="RobustnessTable.Reference"/>
    /// is there.
    /// </summary>
    bool NeedsReference => false;

    /// <summary>Computes the figure with its interval.</summary>
    /// <param name="table">The model's predictions on clean and on perturbed data.</param>
    /// <param name="intervals">Makes the interval, at the confidence asked for.</param>
    Estimate Compute(RobustnessTable table, Intervals intervals);
}
