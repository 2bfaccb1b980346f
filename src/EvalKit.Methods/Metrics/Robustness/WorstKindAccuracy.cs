using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Statistics;

namespace EvalKit.Methods.Metrics.Robustness;

/// <summary>The least accuracy over the kinds of perturbation, each the mean over its severities.</summary>
/// <remarks>
/// The least of several estimates lies below the least accuracy by chance. The interval makes up for it: its lower end
/// is the least lower end of all kinds, its upper end the least upper end after Bonferroni's correction for the number of
/// kinds. It covers at least as often as it says.
/// </remarks>
[Plugin("worst-kind-accuracy", Source = "Hendrycks and Dietterich 2019, table 1, the least entry of a row; interval by intersection and union of the kinds' own (Casella and Berger 2002, section 8.2.3)")]
public sealed record WorstKindAccuracy : IRobustnessMetric
{
    /// <inheritdoc/>
    public MetricInfo Info { get; } = new(
        "Worst kind's accuracy", "fraction", 0, 1, ScoreDirection.HigherIsBetter, "The least over the kinds of the mean accuracy over severities");

    /// <inheritdoc/>
    public Estimate Compute(RobustnessTable table, Intervals intervals)
    {
        var conditions = new ConditionMeans(table);
        var kinds = table.Perturbed.Select(entry => entry.Condition.Kind).Distinct()
            .Select(kind => conditions.OverKind(kind, ConditionMeans.Right))
            .Select(values => (Values: values, Estimate: intervals.Mean(values, conditions.Note)))
            .OrderBy(kind => kind.Estimate.Value)
            .ToList();
        var worst = kinds[0].Estimate;
        if (!worst.IsDefined || kinds.Exists(kind => kind.Estimate.Low is null)) return worst with { Low = null, High = null };

        // No upper end lies below its own estimate, so the kinds whose estimate is no lower need not be looked at.
        var corrected = intervals.At(1 - ((1 - intervals.Confidence) / kinds.Count));
        var high = double.PositiveInfinity;
        foreach (var kind in kinds.TakeWhile(kind => kind.Estimate.Value < high))
        {
            high = Math.Min(high, corrected.Mean(kind.Values).High ?? double.PositiveInfinity);
        }

        return worst with { Low = kinds.Min(kind => kind.Estimate.Low), High = high };
    }
}
