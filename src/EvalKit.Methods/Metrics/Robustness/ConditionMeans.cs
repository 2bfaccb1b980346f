using System.Globalization;
using EvalKit.Core.Metrics;

namespace EvalKit.Methods.Metrics.Robustness;

/// <summary>
/// A sample's mean over conditions: over the severities of a kind first, then over the kinds, so that each kind counts alike.
/// Taken sample by sample over the samples that clean data and all conditions have in common; the spread over samples then
/// holds how the conditions go together.
/// </summary>
internal sealed class ConditionMeans
{
    private readonly RobustnessTable _table;
    private readonly CommonSamples _common;

    public ConditionMeans(RobustnessTable table)
    {
        _table = table;
        _common = CommonSamples.Of([table.Clean.Samples, .. table.Perturbed.Select(entry => entry.Predictions.Samples)]);
    }

    /// <summary>The value of a row under a condition.</summary>
    /// <param name="perturbed">The predictions under the condition.</param>
    /// <param name="row">The sample's row in them.</param>
    /// <param name="cleanRow">The sample's row in the clean predictions.</param>
    public delegate double RowValue(PredictionTable perturbed, int row, int cleanRow);

    /// <summary>1 where the prediction is the label, else 0.</summary>
    public static RowValue Right { get; } = (perturbed, row, _) => perturbed.Predictions.Span[row] == perturbed.Labels.Span[row] ? 1 : 0;

    /// <summary>What a reader must know of samples left out, or null.</summary>
    public string? Note
    {
        get
        {
            var planned = _table.Perturbed.Max(entry => entry.Predictions.Count + entry.Predictions.Excluded);
            var missing = planned - _common.Count;
            return missing == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{missing:N0} samples that lack finite scores in some condition left out");
        }
    }

    /// <summary>The samples' positions in the data.</summary>
    public ReadOnlyMemory<int> Samples => _common.Samples;

    /// <summary>The rows of the common samples in the clean predictions.</summary>
    public ReadOnlySpan<int> CleanRows => _common.Rows(0);

    /// <summary>The mean of each common sample over all conditions.</summary>
    public double[] Over(RowValue value) => Over(_ => true, value);

    /// <summary>The mean of each common sample over the conditions of one kind.</summary>
    public double[] OverKind(string kind, RowValue value) => Over(entry => entry.Condition.Kind == kind, value);

    private double[] Over(Func<PerturbedPredictions, bool> chosen, RowValue value)
    {
        var severities = _table.Perturbed.Where(chosen).CountBy(entry => entry.Condition.Kind).ToDictionary();
        var means = new double[_common.Count];
        for (var i = 0; i < _table.Perturbed.Count; i++)
        {
            var entry = _table.Perturbed[i];
            if (!chosen(entry)) continue;
            var weight = 1.0 / (severities.Count * severities[entry.Condition.Kind]);
            var rows = _common.Rows(i + 1);
            for (var j = 0; j < means.Length; j++) means[j] += weight * value(entry.Predictions, rows[j], CleanRows[j]);
        }

        return means;
    }
}
