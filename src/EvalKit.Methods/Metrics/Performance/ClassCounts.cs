using EvalKit.Core.Metrics;

namespace EvalKit.Methods.Metrics.Performance;

/// <summary>How often each class is true, predicted, and both, in a weighted sample.</summary>
internal sealed class ClassCounts(int classes)
{
    private readonly int[] _true = new int[classes];
    private readonly int[] _predicted = new int[classes];
    private readonly int[] _right = new int[classes];

    public ReadOnlySpan<int> True => _true;

    public ReadOnlySpan<int> Predicted => _predicted;

    public ReadOnlySpan<int> Right => _right;

    /// <summary>Counts anew.</summary>
    public ClassCounts Count(PredictionTable table, ReadOnlySpan<byte> weights)
    {
        Array.Clear(_true);
        Array.Clear(_predicted);
        Array.Clear(_right);
        var labels = table.Labels.Span;
        var predictions = table.Predictions.Span;
        for (var row = 0; row < weights.Length; row++)
        {
            _true[labels[row]] += weights[row];
            _predicted[predictions[row]] += weights[row];
            if (labels[row] == predictions[row]) _right[labels[row]] += weights[row];
        }

        return this;
    }
}
