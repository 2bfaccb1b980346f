using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;

namespace EvalKit.Methods.Metrics.Robustness;

/// <summary>
/// The share of samples whose predicted class differs from the one on clean data, averaged over severities and kinds.
/// </summary>
/// <remarks>Not the flip rate of ImageNet-P, which compares neighbouring frames. The interval resamples samples.</remarks>
[Plugin("prediction-change-rate", Source = "Laugros, Caplier and Ospici 2019; Hendrycks and Dietterich 2019, section 4.2, compared with clean data instead of the frame before")]
public sealed record PredictionChangeRate : IPerSampleRobustnessMetric
{
    /// <inheritdoc/>
    public MetricInfo Info { get; } = new(
        "Prediction change rate", "fraction", 0, 1, ScoreDirection.LowerIsBetter, "The share of predictions that differ from the clean ones");

    /// <inheritdoc/>
    public bool PerKind => true;

    /// <inheritdoc/>
    public bool PerCondition => true;

    /// <inheritdoc/>
    public Estimate Compute(RobustnessTable table, Intervals intervals)
    {
        var conditions = new ConditionMeans(table);
        return intervals.Mean(Changes(table, conditions), conditions.Note);
    }

    /// <inheritdoc/>
    public SampleValues PerSample(RobustnessTable table)
    {
        var conditions = new ConditionMeans(table);
        return new(conditions.Samples, Changes(table, conditions));
    }

    private static double[] Changes(RobustnessTable table, ConditionMeans conditions) =>
        conditions.Over((perturbed, row, cleanRow) => perturbed.Predictions.Span[row] == table.Clean.Predictions.Span[cleanRow] ? 0 : 1);
}
