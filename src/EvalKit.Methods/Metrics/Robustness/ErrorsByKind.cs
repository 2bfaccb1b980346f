using EvalKit.Core.Metrics;
using EvalKit.Core.Statistics;

namespace EvalKit.Methods.Metrics.Robustness;

/// <summary>One model's errors on the samples that several tables have in common: clean, and under each kind the mean over its severities.</summary>
internal sealed class ErrorsByKind
{
    private readonly double[] _clean;
    private readonly double[][] _kinds;

    /// <summary>Takes the errors out of predictions.</summary>
    /// <param name="table">The predictions; a kind's conditions may stand apart.</param>
    /// <param name="common">The common samples.</param>
    /// <param name="first">The place of the clean predictions in the tables of <paramref name="common"/>; the perturbed ones follow.</param>
    public ErrorsByKind(RobustnessTable table, CommonSamples common, int first)
    {
        _clean = new double[common.Count];
        Add(_clean, table.Clean, common.Rows(first), 1);
        _kinds =
        [
            .. table.Perturbed.Select((entry, index) => (entry, Place: first + 1 + index)).GroupBy(one => one.entry.Condition.Kind).Select(kind =>
            {
                var errors = new double[common.Count];
                var conditions = kind.ToList();
                foreach (var (entry, place) in conditions) Add(errors, entry.Predictions, common.Rows(place), 1.0 / conditions.Count);
                return errors;
            }),
        ];
    }

    /// <summary>The number of kinds.</summary>
    public int Kinds => _kinds.Length;

    /// <summary>The errors of weighted samples.</summary>
    /// <param name="weights">How often each sample counts; they sum to the number of samples.</param>
    /// <param name="kinds">Receives the error of each kind, in the order in which kinds first occur.</param>
    /// <returns>The error on clean data.</returns>
    public double Weigh(ReadOnlySpan<byte> weights, Span<double> kinds)
    {
        for (var kind = 0; kind < kinds.Length; kind++) kinds[kind] = Resamples.WeightedSum(weights, _kinds[kind]) / weights.Length;
        return Resamples.WeightedSum(weights, _clean) / weights.Length;
    }

    private static void Add(double[] errors, PredictionTable table, ReadOnlySpan<int> rows, double weight)
    {
        for (var i = 0; i < errors.Length; i++)
        {
            if (table.Predictions.Span[rows[i]] != table.Labels.Span[rows[i]]) errors[i] += weight;
        }
    }
}
