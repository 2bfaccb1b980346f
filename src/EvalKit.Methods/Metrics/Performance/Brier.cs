using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;

namespace EvalKit.Methods.Metrics.Performance;

/// <summary>The squared distance of the probabilities from the true class's indicator, summed over the classes.</summary>
/// <remarks>From 0 to 2: the original form, not the halved one for two classes.</remarks>
[Plugin("brier", Source = "Brier 1950, Verification of forecasts expressed in terms of probability, equation 2")]
public sealed record Brier : IPerSampleMetric
{
    /// <inheritdoc/>
    public MetricInfo Info { get; } = new(
        "Brier score", "score", 0, 2, ScoreDirection.LowerIsBetter, "Brier 1950, equation 2");

    /// <inheritdoc/>
    public bool PerCondition => true;

    /// <inheritdoc/>
    public Estimate Compute(PredictionTable predictions, Intervals intervals)
    {
        var scores = new double[predictions.Count];
        PerSample(predictions, scores);
        return intervals.Mean(scores);
    }

    /// <inheritdoc/>
    public void PerSample(PredictionTable predictions, Span<double> values) => predictions.SquaredErrors(values);
}
