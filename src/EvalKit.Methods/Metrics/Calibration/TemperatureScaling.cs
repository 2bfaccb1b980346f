using EvalKit.Core.Metrics;
using EvalKit.Core.Models;
using EvalKit.Core.Randomness;
using MathNet.Numerics.RootFinding;

namespace EvalKit.Methods.Metrics.Calibration;

/// <summary>
/// Temperature scaling (Guo et al. 2017, section 4.2): logits are divided by the temperature that minimises the log loss of
/// one half of the samples, and figures are taken on the other half. Which half a sample is in depends on its position
/// in the data only, so it is the same for all models.
/// </summary>
internal static class TemperatureScaling
{
    private const double LeastInverse = 1e-3;
    private const double LargestInverse = 1e3;

    /// <summary>
    /// The predictions of the held-out half, scaled with the temperature fitted on the other half: of their scores the confidences alone.
    /// </summary>
    /// <returns>Null where a half has no sample.</returns>
    public static PredictionTable? HeldOut(PredictionTable table)
    {
        var fitted = new List<int>();
        var heldOut = new List<int>();
        for (var row = 0; row < table.Count; row++) (IsHeldOut(table.Samples.Span[row]) ? heldOut : fitted).Add(row);
        return fitted.Count == 0 || heldOut.Count == 0 ? null : Scaled(table, heldOut, InverseTemperature(table, fitted));
    }

    /// <summary>1 / temperature, from 0.001 to 1,000.</summary>
    internal static double InverseTemperature(PredictionTable table, List<int> rows)
    {
        // Single precision as the scores have it, half of what their logits would take.
        var scores = new float[rows.Count * table.Classes];
        var reader = table.ReadScores();
        for (var i = 0; i < rows.Count; i++) reader[rows[i]].Values.CopyTo(scores.AsSpan(i * table.Classes));
        double Slope(double logInverse) => LossSlope(table, rows, scores, Math.Exp(logInverse));

        // The loss is convex in the inverse temperature: its slope rises, and crosses 0 where the loss is least.
        var (least, largest) = (Math.Log(LeastInverse), Math.Log(LargestInverse));
        if (Slope(least) >= 0) return LeastInverse;
        if (Slope(largest) <= 0) return LargestInverse;
        return Math.Exp(Brent.FindRoot(Slope, least, largest, accuracy: 1e-10));
    }

    // The derivative by the inverse temperature: the mean of the expected logit less the true class's.
    private static double LossSlope(PredictionTable table, List<int> rows, float[] scores, double inverse)
    {
        var logits = new double[table.Classes];
        var labels = table.Labels.Span;
        double slope = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            Logits(scores.AsSpan(i * logits.Length, logits.Length), table.Kind, logits);
            double sum = 0, expected = 0;
            foreach (var logit in logits)
            {
                var weight = Math.Exp(logit * inverse);
                sum += weight;
                expected += weight * logit;
            }

            slope += (expected / sum) - logits[labels[rows[i]]];
        }

        return slope / rows.Count;
    }

    // Logits less the largest one; of probabilities the logarithms, 0 as the smallest number above it.
    private static void Logits(ReadOnlySpan<float> scores, ScoreKind kind, Span<double> logits)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            logits[i] = kind == ScoreKind.Logits ? scores[i] : Math.Log(Math.Max(scores[i], float.Epsilon));
        }

        var largest = double.NegativeInfinity;
        foreach (var logit in logits) largest = Math.Max(largest, logit);
        for (var i = 0; i < logits.Length; i++) logits[i] -= largest;
    }

    private static PredictionTable Scaled(PredictionTable table, List<int> rows, double inverse)
    {
        var (losses, confidences) = (new float[rows.Count], new float[rows.Count]);
        var (logits, scaled, probabilities) = (new double[table.Classes], new float[table.Classes], new double[table.Classes]);
        var scores = table.ReadScores();
        for (var i = 0; i < rows.Count; i++)
        {
            Logits(scores[rows[i]].Values, table.Kind, logits);
            double sum = 0;
            for (var j = 0; j < logits.Length; j++)
            {
                logits[j] *= inverse;
                scaled[j] = (float)logits[j];
                sum += Math.Exp(logits[j]);
            }

            losses[i] = (float)(Math.Log(sum) - logits[table.Labels.Span[rows[i]]]);
            new SampleScores(scaled, ScoreKind.Logits).Probabilities(probabilities);
            confidences[i] = (float)probabilities[table.Predictions.Span[rows[i]]];
        }

        return new(Pick(table.Samples), Pick(table.Labels), Pick(table.Predictions), losses, default, table.Classes, ScoreKind.Logits)
        {
            Digest = new(confidences, default, default),
        };

        int[] Pick(ReadOnlyMemory<int> values) => [.. rows.Select(row => values.Span[row])];
    }

    private static bool IsHeldOut(int sample)
    {
        var random = new RandomStream(RandomStream.KeyOf((ulong)sample, "temperature-scaling", 0, ""));
        return (random.NextBits() & 1) == 1;
    }
}
