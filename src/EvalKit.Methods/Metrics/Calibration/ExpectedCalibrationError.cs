using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;

namespace EvalKit.Methods.Metrics.Calibration;

/// <summary>
/// The expected calibration error of the predicted class: how far confidence is from accuracy, averaged over 15 bins of
/// equal width, (lo, hi], debiased.
/// </summary>
/// <remarks>
/// It has no interval, since none is known to cover (bootstrap percentiles covered 0 to 94 % in simulation): decide on the
/// Brier score or the log loss. Debiased as the code of Kumar, Liang and Ma 2019 does for this error, so it is smaller
/// than the plain error of other tools, and never below 0.
/// </remarks>
[Plugin("ece", Source = "Naeini, Cooper and Hauskrecht 2015; bins as Guo et al. 2017, equation 3; debiased as Kumar, Liang and Ma 2019")]
public sealed record ExpectedCalibrationError : IPredictionMetric
{
    /// <inheritdoc/>
    public MetricInfo Info { get; } = new(
        "Calibration error", "fraction", 0, 1, ScoreDirection.LowerIsBetter, "Guo et al. 2017, equation 3, debiased as Kumar, Liang and Ma 2019");

    /// <inheritdoc/>
    public bool PerCondition => true;

    /// <inheritdoc/>
    public Estimate Compute(PredictionTable predictions, Intervals intervals)
    {
        if (predictions.Count == 0) return Estimate.Missing("no samples");
        return new(Of(predictions.Confidences(), Right(predictions)), null, null, predictions.Count);
    }

    internal static double Of(float[] confidences, bool[] right) =>
        CalibrationBins.DebiasedError(confidences, right, Array.ConvertAll(confidences, CalibrationBins.EqualWidth));

    internal static bool[] Right(PredictionTable table)
    {
        var right = new bool[table.Count];
        for (var row = 0; row < right.Length; row++) right[row] = table.Predictions.Span[row] == table.Labels.Span[row];
        return right;
    }
}
