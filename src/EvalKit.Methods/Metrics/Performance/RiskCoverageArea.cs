using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;

namespace EvalKit.Methods.Metrics.Performance;

/// <summary>
/// The area under the risk–coverage curve: the error rate among the k most confident samples, averaged over k = 1 to n.
/// </summary>
/// <remarks>
/// Confidence is the predicted class's probability; samples of equal confidence count as in a random order. Its interval
/// is a bootstrap over samples; none below 200 samples.
/// </remarks>
[Plugin("aurc", Source = "Geifman, Uziel and El-Yaniv 2019, Bias-reduced uncertainty estimation for deep neural classifiers, equation 1")]
public sealed record RiskCoverageArea : IPredictionMetric
{
    /// <inheritdoc/>
    public MetricInfo Info { get; } = new(
        "Risk–coverage area", "fraction", 0, 1, ScoreDirection.LowerIsBetter, "Geifman, Uziel and El-Yaniv 2019, equation 1");

    /// <inheritdoc/>
    public Estimate Compute(PredictionTable predictions, Intervals intervals)
    {
        if (!predictions.HasScores) return Estimate.Missing("needs the scores of all classes");
        var n = predictions.Count;
        var order = new int[n];
        for (var i = 0; i < n; i++) order[i] = i;
        var doubts = predictions.Confidences();
        for (var i = 0; i < n; i++) doubts[i] = -doubts[i];
        Array.Sort(doubts, order);
        var errors = new byte[n];
        for (var i = 0; i < n; i++)
        {
            errors[i] = predictions.Predictions.Span[order[i]] == predictions.Labels.Span[order[i]] ? (byte)0 : (byte)1;
        }

        var harmonic = new double[n + 1];
        for (var k = 1; k <= n; k++) harmonic[k] = harmonic[k - 1] + (1.0 / k);
        return intervals.Of(n, weights => Area(weights, order, doubts, errors, harmonic));
    }

    // Over a run of W equally confident samples with E errors, after K samples with F errors, the expected risk at the
    // j-th of them is (F + jE/W) / (K + j), whose sum over j is E + (F − KE/W)(H(K + W) − H(K)) with harmonic numbers H.
    private static double Area(ReadOnlySpan<byte> weights, int[] order, float[] doubts, byte[] errors, double[] harmonic)
    {
        double area = 0;
        int before = 0, errorsBefore = 0;
        for (int start = 0, end; start < order.Length; start = end)
        {
            int tied = 0, errorsTied = 0;
            for (end = start; end < order.Length && doubts[end] == doubts[start]; end++)
            {
                var weight = weights[order[end]];
                tied += weight;
                errorsTied += weight * errors[end];
            }

            if (tied == 0) continue;
            area += errorsTied
                + ((errorsBefore - ((double)before * errorsTied / tied)) * (harmonic[before + tied] - harmonic[before]));
            before += tied;
            errorsBefore += errorsTied;
        }

        return area / before;
    }
}
