using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;

namespace EvalKit.Methods.Metrics.Calibration;

/// <summary>
/// The expected calibration error of the predicted class over 15 bins that hold equally many samples, debiased.
/// </summary>
/// <remarks>
/// Samples are sorted by confidence, equal ones by position, and cut into bins whose sizes differ by at most one. No
/// interval, as for <c>ece</c>.
/// </remarks>
[Plugin("ece-equal-mass", Source = "Nguyen and O'Connor 2015, section 3.2 (adaptive bins); Nixon et al. 2019; debiased as Kumar, Liang and Ma 2019")]
public sealed record EqualMassCalibrationError : IPredictionMetric
{
    /// <inheritdoc/>
    public MetricInfo Info { get; } = new(
        "Calibration error, equal-mass bins", "fraction", 0, 1, ScoreDirection.LowerIsBetter, "Nguyen and O'Connor 2015, section 3.2, debiased as Kumar, Liang and Ma 2019");

    /// <inheritdoc/>
    public Estimate Compute(PredictionTable predictions, Intervals intervals)
    {
        var n = predictions.Count;
        if (n == 0) return Estimate.Missing("no samples");

        var confidences = predictions.Confidences();
        var bins = new int[n];
        var rank = 0L;
        foreach (var row in Enumerable.Range(0, n).OrderBy(row => confidences[row]))
        {
            bins[row] = (int)(rank++ * CalibrationBins.Count / n);
        }

        var right = ExpectedCalibrationError.Right(predictions);
        return new(CalibrationBins.DebiasedError(confidences, right, bins), null, null, n);
    }
}
