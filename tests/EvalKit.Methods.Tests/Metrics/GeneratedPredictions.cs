using EvalKit.Core.Metrics;


namespace EvalKit.Methods.Tests.Metrics;

/// <summary>
/// 500 predictions of 4 classes by the generator x ← (1103515245 x + 12345) mod 2³¹ from 12345, taking x >> 16: a label
/// (mod 4), then for each class a logit (mod 25, times ¼, less 3, and 1.5 more for the label). The tests' numbers were
/// computed from the same table, probabilities in single precision, with scikit-learn 1.2.1, NumPy and SciPy 1.10.1.
/// </summary>
internal static class GeneratedPredictions
{
    public const int Count = 500;
    public const int Classes = 4;

    public static PredictionTable Table { get; } = Create();

    private static PredictionTable Create()
    {
        long x = 12345;
        int Next() => (int)((x = ((x * 1103515245) + 12345) % (1L << 31)) >> 16);

        var labels = new int[Count];
        var scores = new float[Count * Classes];
        for (var row = 0; row < Count; row++)
        {
            labels[row] = Next() % Classes;
            for (var i = 0; i < Classes; i++) scores[(row * Classes) + i] = (Next() % 25 * 0.25f) - 3 + (i == labels[row] ? 1.5f : 0);
        }

        return Tables.OfLogits(Classes, labels, scores);
    }
}
