namespace EvalKit.Core.Comparison.Growth;

/// <summary>
/// The curve of a growth law: with x the logarithm of the size, y = level + reach · (x − middle) where the rate is 0, and
/// y = level − reach · exp(−rate · (x − middle)) elsewhere.
/// </summary>
/// <param name="Middle">The mean of x over the models.</param>
/// <param name="Level">The mean of y, or the asymptote.</param>
/// <param name="Reach">The slope, or the distance from the asymptote at the middle.</param>
/// <param name="Rate">How fast the distance from the asymptote falls; 0 for a straight line.</param>
public sealed record FittedCurve(double Middle, double Level, double Reach, double Rate)
{
    /// <summary>The value at a size, on the scale of y.</summary>
    /// <param name="size">The size, positive.</param>
    public double At(double size)
    {
        var x = Math.Log(size) - Middle;
        return Rate == 0 ? Level + (Reach * x) : Level - (Reach * Math.Exp(-Rate * x));
    }
}
