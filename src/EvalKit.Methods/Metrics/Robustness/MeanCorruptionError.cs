using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;

namespace EvalKit.Methods.Metrics.Robustness;

/// <summary>
/// mCE: the mean over the 15 common kinds of the error summed over severities, divided by that of the reference model on the
/// same samples; 100 % for the reference itself.
/// </summary>
/// <remarks>
/// ImageNet-C's published errors come from JPEG files of quality 85. Pictures here are perturbed in memory, unless a copy on
/// disk is named as each kind, hence the title. The interval is a bootstrap over samples, the reference's errors with the
/// model's; none below 200.
/// </remarks>
[Plugin("mce", Source = "Hendrycks and Dietterich 2019, Benchmarking neural network robustness, section 4.2")]
public sealed record MeanCorruptionError : IRobustnessMetric
{
    /// <inheritdoc/>
    public MetricInfo Info { get; } = new(
        "In-memory mCE", "fraction", 0, double.PositiveInfinity, ScoreDirection.LowerIsBetter, "Hendrycks and Dietterich 2019, section 4.2, with the reference model's own errors");

    /// <inheritdoc/>
    public bool NeedsReference => true;

    /// <inheritdoc/>
    public Estimate Compute(RobustnessTable table, Intervals intervals) => ReferencedErrors.Estimate(
        table,
        (errors, _, reference, _) => CorruptionError.Mean(errors, reference),
        intervals,
        "the reference model makes no error under one of the kinds");
}
