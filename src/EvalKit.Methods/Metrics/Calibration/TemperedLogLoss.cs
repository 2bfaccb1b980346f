using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;
using EvalKit.Methods.Metrics.Performance;

namespace EvalKit.Methods.Metrics.Calibration;

/// <summary>The log loss of one half of the samples after temperature scaling fitted on the other half.</summary>
/// <remarks>
/// What remains when confidence as a whole is set right, so that models are compared by what they know. The interval is
/// that of the held-out half, given the temperature.
/// </remarks>
[Plugin("log-loss-tempered", Source = "Guo et al. 2017, On calibration of modern neural networks, section 4.2")]
public sealed record TemperedLogLoss : IPredictionMetric
{
    /// <inheritdoc/>
    public MetricInfo Info { get; } = new LogLoss().Info with
    {
        Title = "Log loss after temperature scaling",
        Source = "Guo et al. 2017, section 4.2",
    };

    /// <inheritdoc/>
    public Estimate Compute(PredictionTable predictions, Intervals intervals)
    {
        if (predictions.WithoutScores is { } why) return Estimate.Missing(why);
        return TemperatureScaling.HeldOut(predictions) is { } heldOut
            ? new LogLoss().Compute(heldOut, intervals)
            : Estimate.Missing("needs samples in both halves");
    }
}
