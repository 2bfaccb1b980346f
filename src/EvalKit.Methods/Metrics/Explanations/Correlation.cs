using EvalKit.Core.Memory;

namespace EvalKit.Methods.Metrics.Explanations;

/// <summary>How far two lists of numbers go together, −1 to 1; NaN where one of them is constant.</summary>
internal static class Correlation
{
    /// <summary>Pearson's correlation.</summary>
    public static double Pearson(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var (meanA, meanB) = (Mean(a), Mean(b));
        var (product, squareA, squareB) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            product += (a[i] - meanA) * (b[i] - meanB);
            squareA += (a[i] - meanA) * (a[i] - meanA);
            squareB += (b[i] - meanB) * (b[i] - meanB);
        }

        // Rounding must not pass for spread.
        return IsConstant(a) || IsConstant(b) ? double.NaN : Math.Clamp(product / Math.Sqrt(squareA * squareB), -1, 1);
    }

    /// <summary>Spearman's rank correlation; equal numbers have the mean of their ranks.</summary>
    /// <param name="a">Numbers.</param>
    /// <param name="b">As many numbers.</param>
    /// <param name="ofMagnitudes">Whether signs are left out.</param>
    public static double Spearman(ReadOnlySpan<float> a, ReadOnlySpan<float> b, bool ofMagnitudes = false)
    {
        using var buffer = new PooledBuffer<double>(2 * a.Length);
        Rank(a, ofMagnitudes, buffer.Span[..a.Length]);
        Rank(b, ofMagnitudes, buffer.Span[a.Length..]);
        return Pearson(buffer.Span[..a.Length], buffer.Span[a.Length..]);
    }

    private static void Rank(ReadOnlySpan<float> values, bool ofMagnitudes, Span<double> ranks)
    {
        using var keyBuffer = new PooledBuffer<float>(values.Length);
        using var orderBuffer = new PooledBuffer<int>(values.Length);
        var keys = keyBuffer.Span;
        var order = orderBuffer.Span;
        for (var i = 0; i < keys.Length; i++) (keys[i], order[i]) = (ofMagnitudes ? Math.Abs(values[i]) : values[i], i);
        keys.Sort(order);
        for (var first = 0; first < keys.Length;)
        {
            var end = first + 1;
            while (end < keys.Length && keys[end] == keys[first]) end++;
            for (var i = first; i < end; i++) ranks[order[i]] = (first + end - 1) / 2.0;
            first = end;
        }
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum / values.Length;
    }

    private static bool IsConstant(ReadOnlySpan<double> values) => !values.ContainsAnyExcept(values[0]);
}
