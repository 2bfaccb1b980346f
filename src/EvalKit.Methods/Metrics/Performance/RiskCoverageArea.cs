using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;

namespace EvalKit.Methods.Metrics.Performance;

/// <summary>
/// The area under the risk–coverage curve: the error rate among the k most confident samples, averaged over k = 1 to n.
/// </summary>
/// <remarks>
/// Confidence is the predicted class's probability; samples of equal confidence count as in a random order. The
/// interval is the linear approximation's; none below 200 samples.
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
        var n = predictions.Count;
        if (n == 0) return Estimate.Missing("no samples");
        var order = new int[n];
        for (var i = 0; i < n; i++) order[i] = i;
        var doubts = predictions.Confidences();
        for (var i = 0; i < n; i++) doubts[i] = -doubts[i];
        Array.Sort(doubts, order);
        var errors = new bool[n];
        for (var i = 0; i < n; i++) errors[i] = predictions.Predictions.Span[order[i]] != predictions.Labels.Span[order[i]];

        var risks = Risks(doubts, errors);
        var area = risks.Average();
        return intervals.Smooth(area, Influences(errors, risks, area));
    }

    // The risk at each coverage. Within a run of W equally confident samples with E errors, after K samples with F errors,
    // the risk expected in a random order is (F + jE/W) / (K + j) at the j-th.
    private static double[] Risks(float[] doubts, bool[] errors)
    {
        var risks = new double[errors.Length];
        var errorsBefore = 0;
        for (int start = 0, end; start < risks.Length; start = end)
        {
            var errorsTied = 0;
            for (end = start; end < risks.Length && doubts[end] == doubts[start]; end++)
            {
                if (errors[end]) errorsTied++;
            }

            for (var i = start; i < end; i++)
            {
                risks[i] = (errorsBefore + ((i - start + 1.0) * errorsTied / (end - start))) / (i + 1);
            }

            errorsBefore += errorsTied;
        }

        return risks;
    }

    // With weights w the area is Σ w_k F_k / K_k over Σ w, where K and F are the sums of weights and of errors' weights up to
    // k. The weight of sample r adds F_r / K_r of its own and changes each later term by (e_r − F_k / K_k) / K_k.
    private static double[] Influences(bool[] errors, double[] risks, double area)
    {
        var influences = new double[errors.Length];
        double reciprocals = 0, risksOverCoverage = 0;
        for (var i = errors.Length - 1; i >= 0; i--)
        {
            reciprocals += 1.0 / (i + 1);
            risksOverCoverage += risks[i] / (i + 1);
            influences[i] = risks[i] + (errors[i] ? reciprocals : 0) - risksOverCoverage - area;
        }

        return influences;
    }
}
