namespace EvalKit.Core.Statistics;

/// <summary>
/// Corrects for many tests at once: Holm 1979, "A simple sequentially rejective multiple test procedure", Scandinavian
/// Journal of Statistics 6. Holds whatever the dependence of the tests.
/// </summary>
public static class Holm
{
    /// <summary>The adjusted p-values, in the order given; a hypothesis is rejected where its own is at most α.</summary>
    /// <param name="pValues">The p-values, each from 0 to 1.</param>
    public static double[] Adjust(ReadOnlySpan<double> pValues)
    {
        var sorted = pValues.ToArray();
        var order = new int[sorted.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(sorted, order);

        var adjusted = new double[order.Length];
        var largest = 0.0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            largest = Math.Max(largest, Math.Min(1, (order.Length - rank) * sorted[rank]));
            adjusted[order[rank]] = largest;
        }

        return adjusted;
    }
}
