using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;

namespace EvalKit.Methods.Metrics.Robustness;

/// <summary>Accuracy under perturbation: the mean over the kinds of the mean over a kind's severities.</summary>
/// <remarks>
/// On the samples that all conditions have in common. The interval resamples samples, not conditions: it holds for these
/// kinds and severities, and says nothing of others.
/// </remarks>
[Plugin("mean-corrupted-accuracy", Source = "Hendrycks and Dietterich 2019, Benchmarking neural network robustness, section 4.2 (1 − the mean of unnormalised corruption errors)")]
public sealed record MeanCorruptedAccuracy : IPerSampleRobustnessMetric
{
    /// <inheritdoc/>
    public MetricInfo Info { get; } = new(
        "Mean corrupted accuracy", "fraction", 0, 1, ScoreDirection.HigherIsBetter, "Hendrycks and Dietterich 2019, section 4.2, unnormalised");

    /// <inheritdoc/>
    public bool PerCategory => true;

    /// <inheritdoc/>
    public Estimate Compute(RobustnessTable table, Intervals intervals)
    {
        var conditions = new ConditionMeans(table);
        return intervals.Mean(conditions.Over(ConditionMeans.Right), conditions.Note);
    }

    /// <inheritdoc/>
    public SampleValues PerSample(RobustnessTable table)
    {
        var conditions = new ConditionMeans(table);
        return new(conditions.Samples, conditions.Over(ConditionMeans.Right));
    }
}
