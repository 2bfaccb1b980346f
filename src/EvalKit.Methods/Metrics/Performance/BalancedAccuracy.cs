using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;

namespace EvalKit.Methods.Metrics.Performance;

/// <summary>The mean over the classes of the share of a class's samples that are predicted right.</summary>
/// <remarks>
/// Over the classes that occur among the labels. Its interval is a bootstrap over samples; none below 200 samples.
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
        return intervals.Of(predictions.Count, weights => Mean(new ClassCounts(predictions.Classes).Count(predictions, weights)));
    }

    private static double Mean(ClassCounts counts)
    {
        double sum = 0;
        var present = 0;
        for (var i = 0; i < counts.True.Length; i++)
        {
            if (counts.True[i] == 0) continue;
            sum += (double)counts.Right[i] / counts.True[i];
            present++;
        }

        return sum / present;
    }
}
