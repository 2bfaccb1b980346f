using EvalKit.Core.Reports.Calibration;
using MathNet.Numerics.Distributions;

namespace EvalKit.Methods.Metrics.Calibration;

/// <summary>Samples grouped by confidence, and the calibration error of the groups.</summary>
internal static class CalibrationBins
{
    /// <summary>The number of bins of Guo et al. 2017.</summary>
    public const int Count = ReliabilityDiagram.BinCount;

    /// <summary>The bin of a confidence among equally wide ones (lo, hi].</summary>
    public static int EqualWidth(float confidence) => ReliabilityDiagram.BinOf(confidence);

    /// <summary>
    /// The expected calibration error, Σ (n_b / n) |accuracy_b − confidence_b| (Naeini et al. 2015, Guo et al. 2017, equation
    /// 3), debiased. With few samples a bin's accuracy misses its confidence by chance, which makes the plain error too
    /// large. As the code of Kumar, Liang and Ma 2019 does for this error (normal_debiased_ce in their library), the error
    /// expected when each bin's accuracy is drawn from N(accuracy_b, accuracy_b (1 − accuracy_b) / n_b) is taken as a
    /// measure of that excess: 2 · plain − expected. They simulate the expectation, which has a closed form (the mean of a
    /// folded normal). Not below 0.
    /// </summary>
    /// <param name="confidences">One a sample.</param>
    /// <param name="right">Whether each prediction is right.</param>
    /// <param name="bins">The bin of each sample, 0 to <see cref="Count"/> − 1.</param>
    public static double DebiasedError(ReadOnlySpan<float> confidences, ReadOnlySpan<bool> right, ReadOnlySpan<int> bins)
    {
        Span<int> sizes = stackalloc int[Count];
        Span<int> hits = stackalloc int[Count];
        Span<double> sums = stackalloc double[Count];
        sizes.Clear();
        hits.Clear();
        sums.Clear();
        for (var i = 0; i < bins.Length; i++)
        {
            sizes[bins[i]]++;
            if (right[i]) hits[bins[i]]++;
            sums[bins[i]] += confidences[i];
        }

        var error = 0.0;
        for (var bin = 0; bin < Count; bin++)
        {
            if (sizes[bin] == 0) continue;
            var accuracy = (double)hits[bin] / sizes[bin];
            var gap = Math.Abs(accuracy - (sums[bin] / sizes[bin]));
            var spread = Math.Sqrt(accuracy * (1 - accuracy) / sizes[bin]);
            error += sizes[bin] * ((2 * gap) - FoldedNormalMean(gap, spread));
        }

        return Math.Max(0, error / bins.Length);
    }

    private static double FoldedNormalMean(double mean, double deviation)
    {
        if (deviation == 0) return Math.Abs(mean);
        var z = mean / deviation;
        return (deviation * Math.Sqrt(2 / Math.PI) * Math.Exp(-z * z / 2)) + (mean * (1 - (2 * Normal.CDF(0, 1, -z))));
    }
}
