using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;

namespace EvalKit.Methods.Metrics.Robustness;

/// <summary>The level of a perturbation at which accuracy falls to a target that is common to all models.</summary>
/// <remarks>
/// Read from the accuracies at the levels of a grid, made to fall with the level by isotonic regression and interpolated over
/// the logarithm of the level. The interval is a bootstrap over samples, each resample with a curve of its own; none below 200
/// samples. Outside the grid there is no value: nothing is extrapolated.
/// </remarks>
[Plugin("noise-tolerance", Source = "Wichmann and Hill 2001, The psychometric function I (threshold); Ayer et al. 1955 (isotonic regression); Geirhos et al. 2018 (accuracy over noise level)")]
public sealed record NoiseTolerance : ISweepMetric
{
    /// <inheritdoc/>
    public MetricInfo Info { get; } = new(
        "Noise tolerance", "level", 0, double.PositiveInfinity, ScoreDirection.HigherIsBetter, "The noise level at which accuracy falls to the common target; Wichmann and Hill 2001");

    /// <inheritdoc/>
    public Estimate Compute(SweepTable sweep, Intervals intervals)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return new ToleratedLevel(sweep).Estimate(_ => sweep.Target, intervals);
    }
}
