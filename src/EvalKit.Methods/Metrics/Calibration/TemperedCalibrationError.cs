using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;

namespace EvalKit.Methods.Metrics.Calibration;

/// <summary>
/// The expected calibration error of one half of the samples after temperature scaling fitted on the other half.
/// </summary>
/// <remarks>Bins and debiasing as <c>ece</c>, and no interval either.</remarks>
[Plugin("ece-tempered", Source = "Guo et al. 2017, On calibration of modern neural networks, section 4.2")]
public sealed record TemperedCalibrationError : IPredictionMetric
{
    /// <inheritdoc/>
    public MetricInfo Info { get; } = new ExpectedCalibrationError().Info with
    {
        Title = "Calibration error after temperature scaling",
        Source = "Guo et al. 2017, section 4.2",
    };

    /// <inheritdoc/>
    public Estimate Compute(PredictionTable predictions, Intervals intervals)
    {
        if (predictions.WithoutScores is { } why) return Estimate.Missing(why);
        return TemperatureScaling.HeldOut(predictions) is { } heldOut
            ? new ExpectedCalibrationError().Compute(heldOut, intervals)
            : Estimate.Missing("needs samples in both halves");
    }
}
