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

    /// <summary>The predictions of the held-out half, scaled with the temperature fitted on the other half.</summary>
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
        var logits = new double[rows.Count * table.Classes];
        for (var i = 0; i < rows.Count; i++) Logits(table, rows[i], logits.AsSpan(i * table.Classes, table.Classes));
        double Slope(double logInverse) => LossSlope(table, rows, logits, Math.Exp(logInverse));

        // The loss is convex in the inverse temperature: its slope rises, and crosses 0 where the loss is least.
        var (least, largest) = (Math.Log(LeastInverse), Math.Log(LargestInverse));
        if (Slope(least) >= 0) return LeastInverse;
        if (Slope(largest) <= 0) return LargestInverse;
        return Math.Exp(Brent.FindRoot(Slope, least, largest, accuracy: 1e-10));
    }

    // The derivative by the inverse temperature: the mean of the expected logit less the true class's.
    private static double LossSlope(PredictionTable table, List<int> rows, double[] logits, double inverse)
    {
        var classes = table.Classes;
        double slope = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = logits.AsSpan(i * classes, classes);
            double sum = 0, expected = 0;
            foreach (var logit in row)
            {
                var weight = Math.Exp(logit * inverse);
                sum += weight;
                expected += weight * logit;
            }

            slope += (expected / sum) - row[table.Labels.Span[rows[i]]];
        }

        return slope / rows.Count;
    }

    // Logits less the largest one; of probabilities the logarithms, 0 as the smallest number above it.
    private static void Logits(PredictionTable table, int row, Span<double> logits)
    {
        var scores = table.Scores.Span.Slice(row * table.Classes, table.Classes);
        for (var i = 0; i < scores.Length; i++)
        {
            logits[i] = table.Kind == ScoreKind.Logits ? scores[i] : Math.Log(Math.Max(scores[i], float.Epsilon));
        }

        var largest = double.NegativeInfinity;
        foreach (var logit in logits) largest = Math.Max(largest, logit);
        for (var i = 0; i < logits.Length; i++) logits[i] -= largest;
    }

    private static PredictionTable Scaled(PredictionTable table, List<int> rows, double inverse)
    {
        var classes = table.Classes;
        var scores = new float[rows.Count * classes];
        var losses = new float[rows.Count];
        var logits = new double[classes];
        for (var i = 0; i < rows.Count; i++)
        {
            Logits(table, rows[i], logits);
            double sum = 0;
            for (var j = 0; j < classes; j++)
            {
                logits[j] *= inverse;
                scores[(i * classes) + j] = (float)logits[j];
                sum += Math.Exp(logits[j]);
            }

            losses[i] = (float)(Math.Log(sum) - logits[table.Labels.Span[rows[i]]]);
        }

        return new(Pick(table.Samples), Pick(table.Labels), Pick(table.Predictions), losses, scores, classes, ScoreKind.Logits);

        int[] Pick(ReadOnlyMemory<int> values) => [.. rows.Select(row => values.Span[row])];
    }

    private static bool IsHeldOut(int sample)
    {
        var random = new RandomStream(RandomStream.KeyOf((ulong)sample, "temperature-scaling", 0, ""));
        return (random.NextBits() & 1) == 1;
    }
}
