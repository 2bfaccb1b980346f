using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;

namespace EvalKit.Methods.Metrics.Performance;

/// <summary>The mean over the classes of F₁, the harmonic mean of precision and recall.</summary>
/// <remarks>
/// The mean of F₁, not the F₁ of mean precision and recall; over the classes that occur among labels or predictions. The
/// interval is the linear approximation's; none below 200 samples.
/// </remarks>
[Plugin("macro-f1", Source = "Opitz and Burst 2019, Macro F1 and macro F1, the averaged F1; van Rijsbergen 1979, chapter 7")]
public sealed record MacroF1 : IPredictionMetric
{
    /// <inheritdoc/>
    public MetricInfo Info { get; } = new(
        "Macro F1", "fraction", 0, 1, ScoreDirection.HigherIsBetter, "Opitz and Burst 2019, the averaged F1");

    /// <inheritdoc/>
    public Estimate Compute(PredictionTable predictions, Intervals intervals)
    {
        if (predictions.Count == 0) return Estimate.Missing("no samples");
        var counts = new ClassCounts(predictions);
        int Total(int label) => counts.True[label] + counts.Predicted[label];
        double F1(int label) => 2.0 * counts.Right[label] / Total(label);
        var present = Enumerable.Range(0, predictions.Classes).Where(label => Total(label) > 0).ToList();
        var mean = present.Average(F1);

        // F₁ is 2 hits / total: a sample adds to the total of its label and of its prediction, and twice to the hits.
        var influences = new double[predictions.Count];
        for (var row = 0; row < influences.Length; row++)
        {
            var (label, prediction) = (predictions.Labels.Span[row], predictions.Predictions.Span[row]);
            var change = label == prediction
                ? (2 - (2 * F1(label))) / Total(label)
                : -(F1(label) / Total(label)) - (F1(prediction) / Total(prediction));
            influences[row] = change / present.Count * influences.Length;
        }

        return intervals.Smooth(mean, influences);
    }
}
