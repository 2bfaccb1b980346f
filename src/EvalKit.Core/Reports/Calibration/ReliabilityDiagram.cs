using EvalKit.Core.Metrics;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Reports.Calibration;

/// <summary>
/// How often one model is right at each level of its confidence, on clean data: DeGroot and Fienberg 1983; bins as Guo et
/// al. 2017, of equal width, (lo, hi].
/// </summary>
/// <param name="Model">The model's name.</param>
/// <param name="Bins">The bins that hold a sample, by rising confidence.</param>
public sealed record ReliabilityDiagram(string Model, IReadOnlyList<ReliabilityBin> Bins)
{
    /// <summary>The number of bins between 0 and 1.</summary>
    public const int BinCount = 15;

    /// <summary>The bin of a confidence, from 0.</summary>
    /// <param name="confidence">From 0 to 1.</param>
    public static int BinOf(float confidence) => Math.Clamp((int)Math.Ceiling(confidence * BinCount) - 1, 0, BinCount - 1);

    /// <summary>Groups a model's predictions by their confidence.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="predictions">Its predictions.</param>
    /// <param name="intervals">Makes the intervals of the accuracies.</param>
    public static ReliabilityDiagram Of(string model, PredictionTable predictions, Intervals intervals)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(intervals);
        Span<int> sizes = stackalloc int[BinCount];
        Span<int> hits = stackalloc int[BinCount];
        Span<double> sums = stackalloc double[BinCount];
        sizes.Clear();
        hits.Clear();
        sums.Clear();
        var confidences = predictions.Confidences();
        for (var row = 0; row < confidences.Length; row++)
        {
            var bin = BinOf(confidences[row]);
            sizes[bin]++;
            sums[bin] += confidences[row];
            if (predictions.Predictions.Span[row] == predictions.Labels.Span[row]) hits[bin]++;
        }

        var bins = new List<ReliabilityBin>();
        for (var bin = 0; bin < BinCount; bin++)
        {
            if (sizes[bin] > 0) bins.Add(new(bin, sums[bin] / sizes[bin], intervals.Proportion(hits[bin], sizes[bin])));
        }

        return new(model, bins);
    }
}

/// <summary>The predictions of about one confidence.</summary>
/// <param name="Position">The position of the bin, from 0; it covers confidences above Position / 15 up to (Position + 1) / 15.</param>
/// <param name="Confidence">Their mean confidence.</param>
/// <param name="Accuracy">The share of them that is right, with its interval and their number.</param>
public sealed record ReliabilityBin(int Position, double Confidence, Estimate Accuracy);
