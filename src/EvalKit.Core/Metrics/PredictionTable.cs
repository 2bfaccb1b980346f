using EvalKit.Core.Models;

namespace EvalKit.Core.Metrics;

/// <summary>
/// What one model said of the samples of one condition, in the order of the samples. Samples whose scores were NaN or
/// infinite are not in it; their number is <see cref="Excluded"/>.
/// </summary>
/// <param name="Samples">The positions of the samples in the data, ascending.</param>
/// <param name="Labels">The true classes.</param>
/// <param name="Predictions">The predicted classes: the largest score, the first of equal ones.</param>
/// <param name="Losses">−ln of the probability of the true class, in nats.</param>
/// <param name="Scores">
/// [samples, classes] in the units of <paramref name="Kind"/>; empty where only the top scores were kept.
/// </param>
/// <param name="Classes">The number of classes.</param>
/// <param name="Kind">What the scores are.</param>
/// <param name="Excluded">The number of samples left out because their scores were not finite.</param>
public sealed record PredictionTable(
    ReadOnlyMemory<int> Samples,
    ReadOnlyMemory<int> Labels,
    ReadOnlyMemory<int> Predictions,
    ReadOnlyMemory<float> Losses,
    ReadOnlyMemory<float> Scores,
    int Classes,
    ScoreKind Kind,
    int Excluded = 0)
{
    /// <summary>The number of samples.</summary>
    public int Count => Samples.Length;
}
