namespace EvalKit.Methods.Metrics.Robustness;

/// <summary>A curve that falls with the level, fitted to accuracies that noise may have made to rise here and there.</summary>
internal static class FallingCurve
{
    /// <summary>
    /// Replaces values by the nearest ones, in least squares, that never rise: neighbours that rise are pooled into their mean
    /// (Ayer et al. 1955, pool adjacent violators). All values weigh alike.
    /// </summary>
    public static void Fit(Span<double> values)
    {
        Span<int> lengths = values.Length <= 128 ? stackalloc int[values.Length] : new int[values.Length];
        var blocks = 0;
        foreach (var value in values)
        {
            var (mean, length) = (value, 1);
            while (blocks > 0 && values[blocks - 1] < mean)
            {
                blocks--;
                mean = ((values[blocks] * lengths[blocks]) + (mean * length)) / (lengths[blocks] + length);
                length += lengths[blocks];
            }

            (values[blocks], lengths[blocks]) = (mean, length);
            blocks++;
        }

        // From the end, since no block begins before its number.
        for (var (block, end) = (blocks - 1, values.Length); block >= 0; block--)
        {
            end -= lengths[block];
            var mean = values[block];
            values.Slice(end, lengths[block]).Fill(mean);
        }
    }

    /// <summary>The level at which a falling curve reaches a target, by linear interpolation over the logarithm of the level.</summary>
    /// <param name="levels">Ascending, above 0.</param>
    /// <param name="values">One a level, never rising.</param>
    /// <param name="target">The value sought.</param>
    /// <returns>0 where the curve is below the target from the first level on, ∞ where it is above it to the last.</returns>
    public static double Crossing(IReadOnlyList<double> levels, ReadOnlySpan<double> values, double target)
    {
        var next = 0;
        while (next < values.Length && values[next] > target) next++;
        if (next == values.Length) return double.PositiveInfinity;
        if (next == 0) return values[0] == target ? levels[0] : 0;
        var share = (values[next - 1] - target) / (values[next - 1] - values[next]);
        return levels[next - 1] * Math.Pow(levels[next] / levels[next - 1], share);
    }
}
