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
}
