namespace EvalKit.Core.Comparison.Growth;

/// <summary>Finds the ends of a likelihood's profile.</summary>
internal static class Profile
{
    private const int MostSteps = 160;

    /// <summary>The last value, from the best one outward, that is still held; null where none ends it within reach.</summary>
    /// <param name="best">The best value.</param>
    /// <param name="step">The first step, towards the end that is sought.</param>
    /// <param name="isHeld">Whether a value lies within the profile.</param>
    /// <param name="least">Below this no value is looked at.</param>
    /// <param name="most">Nor beyond this.</param>
    public static double? End(
        double best, double step, Func<double, bool> isHeld, double least = double.NegativeInfinity, double most = double.PositiveInfinity)
    {
        var inside = best;
        for (var i = 0; i < MostSteps; i++)
        {
            var outside = Math.Max(Math.Min(best + (step * (i + 1)), most), least);
            if (!isHeld(outside)) return Between(inside, outside, isHeld);
            if (outside <= least || outside >= most) return null;
            inside = outside;
        }

        return null;
    }

    private static double Between(double inside, double outside, Func<double, bool> isHeld)
    {
        while (Math.Abs(outside - inside) > 1e-10 * Math.Max(1, Math.Abs(inside)))
        {
            var middle = (inside + outside) / 2;
            if (isHeld(middle)) inside = middle;
            else outside = middle;
        }

        return inside;
    }
}
