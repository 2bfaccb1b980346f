namespace EvalKit.Reporting.Charts;

/// <summary>Places values along an axis of a chart.</summary>
/// <param name="Low">The value at the start; above 0 where the scale is logarithmic.</param>
/// <param name="High">The value at the end.</param>
/// <param name="From">The place of the start.</param>
/// <param name="To">The place of the end.</param>
/// <param name="IsLog">Whether equal ratios take equal lengths.</param>
internal sealed record Scale(double Low, double High, double From, double To, bool IsLog = false)
{
    private static readonly double[] Steps = [1, 2, 2.5, 5, 10];
    private static readonly double[] Parts = [1, 2, 5];

    /// <summary>The scale over some values, with a margin at both ends.</summary>
    /// <param name="values">The values; at least one.</param>
    /// <param name="from">The place of the start.</param>
    /// <param name="to">The place of the end.</param>
    /// <param name="isLog">Whether equal ratios take equal lengths.</param>
    public static Scale Over(IEnumerable<double> values, double from, double to, bool isLog = false)
    {
        double[] all = [.. values.Select(value => isLog ? Math.Log10(value) : value)];
        var (low, high) = (all.Min(), all.Max());
        var margin = high > low ? (high - low) * 0.06 : isLog ? 0.5 : Math.Max(Math.Abs(low) * 0.1, 0.01);
        (low, high) = (low - margin, high + margin);
        return isLog ? new(Math.Pow(10, low), Math.Pow(10, high), from, to, IsLog: true) : new(low, high, from, to);
    }

    /// <summary>The place of a value.</summary>
    public double At(double value) => IsLog
        ? From + ((To - From) * Math.Log(value / Low) / Math.Log(High / Low))
        : From + ((To - From) * (value - Low) / (High - Low));

    /// <summary>Whether a value lies on the scale.</summary>
    public bool Holds(double value) => value >= Low && value <= High;

    /// <summary>Round values within the scale: about <paramref name="wanted"/> of them; where it is logarithmic, powers of ten, or their 1, 2 and 5 where they are few.</summary>
    public IReadOnlyList<double> Ticks(int wanted)
    {
        if (IsLog)
        {
            var first = (int)Math.Ceiling(Math.Log10(Low));
            double[] powers = [.. Enumerable.Range(first, Math.Max(0, (int)Math.Floor(Math.Log10(High)) - first + 1)).Select(power => Math.Pow(10, power))];
            if (powers.Length >= 2)
                return powers;

            double[] parts = [.. Enumerable.Range(first - 1, powers.Length + 2).SelectMany(power => Parts.Select(part => part * Math.Pow(10, power))).Where(Holds)];
            if (parts.Length >= 2)
                return parts;
        }

        var raw = (High - Low) / wanted;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = unit * Steps.First(step => step * unit >= raw * 0.999);
        var start = (long)Math.Ceiling(Low / step);
        return [.. Enumerable.Range(0, Math.Max(0, (int)((long)Math.Floor(High / step) - start + 1))).Select(index => (start + index) * step)];
    }
}
