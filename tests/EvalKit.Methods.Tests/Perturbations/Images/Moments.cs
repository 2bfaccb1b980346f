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
}
