using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;

namespace EvalKit.Methods.Metrics.Robustness;

/// <summary>Mean corrupted accuracy divided by the clean accuracy on the same samples.</summary>
/// <remarks>
/// The share of its accuracy that a model keeps. The interval is a bootstrap of the ratio over samples; none below 200.
/// </remarks>
[Plugin("relative-accuracy", Source = "Hendrycks and Dietterich 2019, section 4.2, as a ratio instead of a difference")]
public sealed record RelativeAccuracy : IRobustnessMetric
{
    /// <inheritdoc/>
    public MetricInfo Info { get; } = new(
        "Relative accuracy", "ratio", 0, double.PositiveInfinity, ScoreDirection.HigherIsBetter, "Mean corrupted accuracy / clean accuracy on the same samples");

    /// <inheritdoc/>
    public Estimate Compute(RobustnessTable table, Intervals intervals)
    {
        var conditions = new ConditionMeans(table);
        var corrupted = conditions.Over(ConditionMeans.Right);
        var clean = new double[corrupted.Length];
        for (var i = 0; i < clean.Length; i++) clean[i] = ConditionMeans.Right(table.Clean, conditions.CleanRows[i], conditions.CleanRows[i]);
        return intervals.Of(clean.Length, weights => Resamples.WeightedSum(weights, corrupted) / Resamples.WeightedSum(weights, clean), conditions.Note);
    }
}
