using EvalKit.Core.Metrics;

namespace EvalKit.Core.Gates;

/// <summary>About how many further samples would decide an open gate.</summary>
internal static class FurtherSamples
{
    // More than anybody has: the figure is as good as on the bound.
    private const double Most = 1e8;

    /// <summary>
    /// The samples at which the bound would leave the interval if the figure stayed where it is, less those there are. The
    /// interval shrinks with the square root of the samples; since the figure moves too, about half of such gates need more.
    /// </summary>
    /// <param name="estimate">The figure, with the ends that the decision would use.</param>
    /// <param name="limit">The bound.</param>
    /// <returns>Rounded up to two digits; null where no practicable number would do.</returns>
    public static long? Of(Estimate estimate, double limit)
    {
        if (estimate is not { Low: { } low, High: { } high } || !estimate.IsDefined) return null;
        var arm = estimate.Value > limit ? estimate.Value - low : high - estimate.Value;
        var further = estimate.N * (Math.Pow(arm / (estimate.Value - limit), 2) - 1);
        return further is > 0 and < Most ? RoundUp(further) : null;
    }

    private static long RoundUp(double value)
    {
        var unit = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(value)) - 1));
        return (long)(Math.Ceiling(value / unit) * unit);
    }
}
