using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;

namespace EvalKit.Methods.Metrics.Robustness;

/// <summary>The level of a perturbation at which a model has lost half of what its own clean accuracy has above chance (1 / classes).</summary>
/// <remarks>
/// As <see cref="NoiseTolerance"/>, with a target of the model's own, so that it says how fast a model falls, whatever it falls
/// from. In each resample the target follows from that resample's clean accuracy, on the samples of the sweep.
/// </remarks>
[Plugin("relative-noise-tolerance", Source = "Wichmann and Hill 2001, The psychometric function I (threshold half-way between guessing and lapse rate); Ayer et al. 1955 (isotonic regression)")]
public sealed record RelativeNoiseTolerance : ISweepMetric
{
    /// <inheritdoc/>
    public MetricInfo Info { get; } = new(
        "Relative noise tolerance", "level", 0, double.PositiveInfinity, ScoreDirection.HigherIsBetter, "The noise level at which accuracy is half-way from its clean value to chance; Wichmann and Hill 2001");

    /// <inheritdoc/>
    public Estimate Compute(SweepTable sweep, Intervals intervals)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var chance = 1.0 / sweep.Clean.Classes;
        return new ToleratedLevel(sweep).Estimate(clean => (clean + chance) / 2, intervals);
    }
}
