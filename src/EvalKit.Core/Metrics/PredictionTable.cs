using System.Numerics.Tensors;
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

    /// <summary>Whether all scores were kept.</summary>
    public bool HasScores => Scores.Length == (long)Count * Classes;

    /// <summary>The probabilities of one sample: its scores, through softmax where they are logits.</summary>
    /// <param name="row">The sample's row, below <see cref="Count"/>; <see cref="HasScores"/> must hold.</param>
    /// <param name="probabilities">Receives one probability a class.</param>
    public void Probabilities(int row, Span<double> probabilities)
    {
        var scores = Scores.Span.Slice(row * Classes, Classes);
        if (Kind == ScoreKind.Probabilities)
        {
            for (var i = 0; i < scores.Length; i++) probabilities[i] = scores[i];
            return;
        }

        double largest = TensorPrimitives.Max(scores), sum = 0;
        for (var i = 0; i < scores.Length; i++) sum += probabilities[i] = Math.Exp(scores[i] - largest);
        for (var i = 0; i < scores.Length; i++) probabilities[i] /= sum;
    }

    /// <summary>
    /// The probability of each sample's predicted class, in single precision, so that equal ones stay equal whatever the
    /// last bits of softmax; <see cref="HasScores"/> must hold.
    /// </summary>
    public float[] Confidences()
    {
        var confidences = new float[Count];
        var probabilities = new double[Classes];
        for (var row = 0; row < confidences.Length; row++)
        {
            Probabilities(row, probabilities);
            confidences[row] = (float)probabilities[Predictions.Span[row]];
        }

        return confidences;
    }
}
