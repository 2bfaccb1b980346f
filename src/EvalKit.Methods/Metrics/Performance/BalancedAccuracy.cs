using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;

namespace EvalKit.Methods.Metrics.Performance;

/// <summary>The mean over the classes of the share of a class's samples that are predicted right.</summary>
/// <remarks>
/// Over the classes that occur among the labels. The interval is the linear approximation's; none below 200 samples.
/// </remarks>
[Plugin("balanced-accuracy", Source = "Brodersen et al. 2010, The balanced accuracy and its posterior distribution")]
public sealed record BalancedAccuracy : IPredictionMetric
{
    /// <inheritdoc/>
    public MetricInfo Info { get; } = new(
        "Balanced accuracy", "fraction", 0, 1, ScoreDirection.HigherIsBetter, "Brodersen et al. 2010");

    /// <inheritdoc/>
    public Estimate Compute(PredictionTable predictions, Intervals intervals)
    {
        if (predictions.Count == 0) return Estimate.Missing("no samples");
        var counts = new ClassCounts(predictions);
        var present = counts.True.Count(count => count > 0);
        double Recall(int label) => (double)counts.Right[label] / counts.True[label];
        var mean = Enumerable.Range(0, predictions.Classes).Where(label => counts.True[label] > 0).Sum(Recall) / present;

        // The derivative of a class's recall, hits / count, by a sample's weight: (hit − recall) / count.
        var influences = new double[predictions.Count];
        for (var row = 0; row < influences.Length; row++)
        {
            var label = predictions.Labels.Span[row];
            var hit = predictions.Predictions.Span[row] == label ? 1 : 0;
            influences[row] = (hit - Recall(label)) / counts.True[label] / present * influences.Length;
        }

        return intervals.Smooth(mean, influences);
    }
}
