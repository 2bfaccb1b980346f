using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;

namespace EvalKit.Methods.Metrics.Performance;

/// <summary>The share of samples whose true class is among the five with the largest scores.</summary>
/// <remarks>Of equal scores the first class comes first. Missing for five classes or fewer. With Wilson's interval.</remarks>
[Plugin("top-5-accuracy", Source = "Russakovsky et al. 2015, ImageNet Large Scale Visual Recognition Challenge, section 4.1")]
public sealed record TopFiveAccuracy : IPredictionMetric
{
    private const int Top = 5;

    /// <inheritdoc/>
    public MetricInfo Info { get; } = new(
        "Top-5 accuracy", "fraction", 0, 1, ScoreDirection.HigherIsBetter, "Russakovsky et al. 2015, section 4.1");

    /// <inheritdoc/>
    public Estimate Compute(PredictionTable predictions, Intervals intervals)
    {
        if (predictions.Classes <= Top) return Estimate.Missing("needs more than five classes");
        var ranks = new int[predictions.Count];
        predictions.LabelRanks(ranks);
        return intervals.Proportion(ranks.Count(rank => rank < Top), ranks.Length);
    }
}
