using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;

namespace EvalKit.Methods.Metrics.Robustness;

/// <summary>
/// Relative mCE: the mean over the 15 common kinds of how much the error grows from clean data, summed over severities,
/// divided by how much the reference model's grows on the same samples; 100 % for the reference itself.
/// </summary>
/// <remarks>
/// Below mCE where a model is better than its reference on clean data already. Negative where perturbed data are easier than
/// clean ones. The interval is a bootstrap over samples, the reference's errors with the model's; none below 200.
/// </remarks>
[Plugin("relative-mce", Source = "Hendrycks and Dietterich 2019, Benchmarking neural network robustness, section 4.2")]
public sealed record RelativeMeanCorruptionError : IRobustnessMetric
{
    /// <inheritdoc/>
    public MetricInfo Info { get; } = new(
        "In-memory relative mCE", "fraction", double.NegativeInfinity, double.PositiveInfinity, ScoreDirection.LowerIsBetter, "Hendrycks and Dietterich 2019, section 4.2, with the reference model's own errors");

    /// <inheritdoc/>
    public bool NeedsReference => true;

    /// <inheritdoc/>
    public Estimate Compute(RobustnessTable table, Intervals intervals) =>
        ReferencedErrors.Estimate(table, CorruptionError.RelativeMean, intervals, "the reference model's error does not grow under one of the kinds");
}
