using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;
using EvalKit.Methods.Metrics.Performance;

namespace EvalKit.Methods.Metrics.Robustness;

/// <summary>Log loss under perturbation: the mean over the kinds of the mean over a kind's severities.</summary>
/// <remarks>How far probabilities can be trusted under shift; on common samples, with an interval over samples.</remarks>
[Plugin("mean-corrupted-log-loss", Source = "Ovadia et al. 2019, Can you trust your model's uncertainty?, section 3 (negative log-likelihood under shift)")]
public sealed record MeanCorruptedLogLoss : IPerSampleRobustnessMetric
{
    /// <inheritdoc/>
    public MetricInfo Info { get; } = new LogLoss().Info with
    {
        Title = "Mean corrupted log loss",
        Source = "Ovadia et al. 2019, section 3",
    };

    /// <inheritdoc/>
    public Estimate Compute(RobustnessTable table, Intervals intervals)
    {
        var conditions = new ConditionMeans(table);
        return intervals.Mean(conditions.Over(Loss), conditions.Note);
    }

    /// <inheritdoc/>
    public SampleValues PerSample(RobustnessTable table)
    {
        var conditions = new ConditionMeans(table);
        return new(conditions.Samples, conditions.Over(Loss));
    }

    private static double Loss(PredictionTable perturbed, int row, int cleanRow) => LogLoss.Capped(perturbed.Losses.Span[row]);
}
