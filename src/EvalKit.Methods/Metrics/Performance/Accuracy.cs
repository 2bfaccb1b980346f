using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;

namespace EvalKit.Methods.Metrics.Performance;

/// <summary>The share of samples whose predicted class is the true one.</summary>
/// <remarks>With Wilson's interval.</remarks>
[Plugin("accuracy", Source = "Hastie, Tibshirani and Friedman 2009, The Elements of Statistical Learning, section 7.2 (1 − the 0–1 loss)")]
public sealed record Accuracy : IPerSampleMetric
{
    /// <inheritdoc/>
    public MetricInfo Info { get; } = new(
        "Accuracy", "fraction", 0, 1, ScoreDirection.HigherIsBetter, "The share of right predictions, 1 − the 0–1 loss");

    /// <inheritdoc/>
    public bool PerCondition => true;

    /// <inheritdoc/>
    public Estimate Compute(PredictionTable predictions, Intervals intervals)
    {
        var hits = 0;
        for (var row = 0; row < predictions.Count; row++)
        {
            if (predictions.Predictions.Span[row] == predictions.Labels.Span[row]) hits++;
        }

        return intervals.Proportion(hits, predictions.Count);
    }

    /// <inheritdoc/>
    public void PerSample(PredictionTable predictions, Span<double> values)
    {
        for (var row = 0; row < predictions.Count; row++)
        {
            values[row] = predictions.Predictions.Span[row] == predictions.Labels.Span[row] ? 1 : 0;
        }
    }
}
