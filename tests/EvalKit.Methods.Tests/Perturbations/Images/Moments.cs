namespace EvalKit.Methods.Tests.Perturbations.Images;

/// <summary>Moments of a picture's values.</summary>
internal static class Moments
{
    public static double Mean(float[] values) => values.Sum(x => (double)x) / values.Length;

    public static double Variance(float[] values)
    {
        var mean = Mean(values);
        return values.Sum(x => (x - mean) * (x - mean)) / values.Length;
    }

    public static double Correlation(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        var (a, b) = (first.ToArray(), second.ToArray());
        var (meanA, meanB) = (Mean(a), Mean(b));
        return a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Average() / Math.Sqrt(Variance(a) * Variance(b));
    }

    /// <summary>Asserts that values some places apart are uncorrelated, within four standard errors.</summary>
    public static void AssertUncorrelated(float[] values, params ReadOnlySpan<int> distances)
    {
        foreach (var distance in distances)
            Assert.Equal(0, Correlation(values.AsSpan(distance), values.AsSpan(0, values.Length - distance)), 4 / Math.Sqrt(values.Length - distance));
    }
}
