using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;

namespace EvalKit.Methods.Metrics.Performance;

/// <summary>The mean over the classes of F₁, the harmonic mean of precision and recall.</summary>
/// <remarks>
/// The mean of F₁, not the F₁ of mean precision and recall; over the classes that occur among labels or predictions. Its
/// interval is a bootstrap over samples; none below 200 samples.
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
        return intervals.Of(predictions.Count, weights => Mean(new ClassCounts(predictions.Classes).Count(predictions, weights)));
    }

    private static double Mean(ClassCounts counts)
    {
        double sum = 0;
        var present = 0;
        for (var i = 0; i < counts.True.Length; i++)
        {
            var total = counts.True[i] + counts.Predicted[i];
            if (total == 0) continue;
            sum += 2.0 * counts.Right[i] / total;
            present++;
        }

        return sum / present;
    }
}
