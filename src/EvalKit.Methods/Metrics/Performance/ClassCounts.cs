using EvalKit.Core.Metrics;

namespace EvalKit.Methods.Metrics.Performance;

/// <summary>How often each class is true, predicted, and both.</summary>
internal sealed class ClassCounts
{
    public ClassCounts(PredictionTable table)
    {
        True = new int[table.Classes];
        Predicted = new int[table.Classes];
        Right = new int[table.Classes];
        for (var row = 0; row < table.Count; row++)
        {
            var (label, prediction) = (table.Labels.Span[row], table.Predictions.Span[row]);
            True[label]++;
            Predicted[prediction]++;
            if (label == prediction) Right[label]++;
        }
    }

    public int[] True { get; }

    public int[] Predicted { get; }

    public int[] Right { get; }
}
