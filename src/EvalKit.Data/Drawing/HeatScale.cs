namespace EvalKit.Data.Drawing;

/// <summary>
/// Where the numbers of an attribution lie between having no colour and the full one. It begins at 0; or, where all
/// numbers have one sign, at the one nearest to 0, since what they have in common tells no pixel from another (all of
/// RISE's are at about the mean score). It ends at the 99th percentile of the distances from there.
/// </summary>
/// <param name="Origin">The number without colour.</param>
/// <param name="Limit">The distance from it to the full colours, positive.</param>
/// <param name="Lowest">Where the scale begins: −1 where there are numbers below the origin, else 0.</param>
/// <param name="Highest">Where it ends: 1 where there are numbers above the origin, else 0.</param>
internal readonly record struct HeatScale(float Origin, float Limit, int Lowest, int Highest)
{
    // A few outliers would else leave all other numbers pale.
    private const double Covered = 0.99;

    /// <summary>The scale of an attribution; its limit is 1 where all numbers are equal.</summary>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    public static HeatScale Of(ReadOnlySpan<float> attribution)
    {
        var (least, largest) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var number in attribution)
        {
            if (!float.IsFinite(number)) throw new ArgumentException("an attribution must be finite to be drawn", nameof(attribution));
            (least, largest) = (Math.Min(least, number), Math.Max(largest, number));
        }

        var origin = Math.Clamp(0f, least, largest);
        var distances = new float[attribution.Length];
        for (var i = 0; i < distances.Length; i++) distances[i] = Math.Abs(attribution[i] - origin);
        Array.Sort(distances);
        var limit = distances[(int)Math.Ceiling(Covered * distances.Length) - 1];
        // Where fewer than one in a hundred differ, the percentile is 0 and the largest distance serves.
        if (limit == 0) limit = distances[^1];
        return new(origin, limit == 0 ? 1 : limit, least < origin ? -1 : 0, largest > origin ? 1 : 0);
    }

    /// <summary>Where a number lies: 0 without colour, −1 and 1 (and beyond) with the full one.</summary>
    public float Place(float number) => (number - Origin) / Limit;

    /// <summary>The number at a place.</summary>
    public float Number(float place) => Origin + (place * Limit);
}
