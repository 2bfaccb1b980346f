using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;
using EvalKit.Methods.Metrics.Calibration;

namespace EvalKit.Methods.Metrics.Robustness;

/// <summary>
/// Calibration error under perturbation: the debiased error of each condition, averaged over severities and kinds.
/// </summary>
/// <remarks>No interval, as for <c>ece</c>.</remarks>
[Plugin("mean-corrupted-ece", Source = "Ovadia et al. 2019, Can you trust your model's uncertainty?, section 3 (expected calibration error under shift)")]
public sealed record MeanCorruptedCalibrationError : IRobustnessMetric
{
    /// <inheritdoc/>
    public MetricInfo Info { get; } = new ExpectedCalibrationError().Info with
    {
        Title = "Mean corrupted calibration error",
        Source = "Ovadia et al. 2019, section 3",
    };

    /// <inheritdoc/>
    public bool PerKind => true;

    /// <inheritdoc/>
    public Estimate Compute(RobustnessTable table, Intervals intervals)
    {
        var metric = new ExpectedCalibrationError();
        var errors = table.Perturbed
            .Select(entry => (entry.Condition.Kind, Estimate: metric.Compute(entry.Predictions, intervals)))
            .ToList();
        foreach (var (_, estimate) in errors)
        {
            if (!estimate.IsDefined) return estimate;
        }

        var mean = errors.GroupBy(error => error.Kind).Average(kind => kind.Average(error => error.Estimate.Value));
        return new(mean, null, null, errors.Min(error => error.Estimate.N));
    }
}
