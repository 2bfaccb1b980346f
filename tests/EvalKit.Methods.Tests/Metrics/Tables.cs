using System.Numerics.Tensors;
using EvalKit.Core.Metrics;
using EvalKit.Core.Models;
using EvalKit.Core.Statistics;

namespace EvalKit.Methods.Tests.Metrics;

/// <summary>Prediction tables for tests.</summary>
internal static class Tables
{
    public static Intervals Intervals { get; } = new(0.95, new Resamples(0));

    public static PredictionTable OfLogits(int classes, int[] labels, float[] scores) => Of(classes, labels, scores, ScoreKind.Logits);

    public static PredictionTable OfProbabilities(int classes, int[] labels, float[] scores) => Of(classes, labels, scores, ScoreKind.Probabilities);

    /// <summary>Predictions without scores, of the samples from 0 on.</summary>
    public static PredictionTable OfPredictions(int classes, int[] labels, int[] predictions) =>
        new(Enumerable.Range(0, labels.Length).ToArray(), labels, predictions, new float[labels.Length], default, classes, ScoreKind.Logits);

    private static PredictionTable Of(int classes, int[] labels, float[] scores, ScoreKind kind)
    {
        var predictions = labels.Select((_, row) => TensorPrimitives.IndexOfMax(scores.AsSpan(row * classes, classes))).ToArray();
        var table = new PredictionTable(Enumerable.Range(0, labels.Length).ToArray(), labels, predictions, default, scores, classes, kind);
        var probabilities = new double[classes];
        var losses = new float[labels.Length];
        for (var row = 0; row < losses.Length; row++)
        {
            table.ReadScores()[row].Probabilities(probabilities);
            losses[row] = (float)-Math.Log(probabilities[labels[row]]);
        }

        return table with { Losses = losses };
    }
}
