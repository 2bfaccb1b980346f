using MathNet.Numerics.Distributions;

namespace EvalKit.Core.Statistics;

/// <summary>
/// The score interval of a proportion: Wilson 1927, "Probable inference, the law of succession, and statistical
/// inference", JASA 22; recommended by Brown, Cai and DasGupta 2001.
/// </summary>
public static class Wilson
{
    /// <summary>The interval of hits / n.</summary>
    /// <param name="hits">The number of successes, 0 to <paramref name="n"/>.</param>
    /// <param name="n">The number of trials, positive.</param>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    public static Interval Of(long hits, long n, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, n);
        var z = Normal.InvCDF(0, 1, (1 + confidence) / 2);
        var p = (double)hits / n;
        var shrink = 1 + (z * z / n);
        var centre = (p + (z * z / (2 * n))) / shrink;
        var half = z / shrink * Math.Sqrt((p * (1 - p) / n) + (z * z / (4.0 * n * n)));

        // At the ends the formula gives the end itself but for rounding.
        return new(hits == 0 ? 0 : centre - half, hits == n ? 1 : centre + half);
    }
}
