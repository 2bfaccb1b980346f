using MathNet.Numerics;

namespace EvalKit.Core.Randomness;

/// <summary>Exact Poisson numbers: by inversion for small means, by transformed rejection (PTRS) for large ones.</summary>
internal static class PoissonSampling
{
    // PTRS is valid from here on (Hörmann 1993); below, inversion takes few steps.
    private const double SmallestMeanOfRejection = 10;

    // 1/k and ln k! for the counts that pictures need.
    private static readonly double[] Reciprocals = [.. Enumerable.Range(0, 64).Select(k => 1.0 / k)];
    private static readonly double[] LogFactorials = [.. Enumerable.Range(0, 1024).Select(SpecialFunctions.FactorialLn)];

    public static int Next(ref RandomStream random, double mean) =>
        mean < SmallestMeanOfRejection ? ByInversion(random.NextDouble(), mean) : ByRejection(ref random, mean);

    // The smallest count at which the distribution function exceeds the uniform number, searched from 0 upwards (Devroye
    // 1986, section X.3.3). Counts above 63 have a probability below 1e-29.
    private static int ByInversion(double uniform, double mean)
    {
        var probability = Math.Exp(-mean);
        var count = 0;
        while (uniform >= probability && count < Reciprocals.Length - 1)
        {
            uniform -= probability;
            probability *= mean * Reciprocals[++count];
        }

        return count;
    }

    // Hörmann 1993, "The transformed rejection method for generating Poisson random variables", algorithm PTRS.
    private static int ByRejection(ref RandomStream random, double mean)
    {
        var b = 0.931 + (2.53 * Math.Sqrt(mean));
        var a = -0.059 + (0.02483 * b);
        var acceptedAtOnce = 0.9277 - (3.6224 / (b - 2));
        while (true)
        {
            var u = random.NextDouble() - 0.5;
            var v = random.NextDouble();
            var distance = 0.5 - Math.Abs(u);
            var count = Math.Floor((((2 * a / distance) + b) * u) + mean + 0.43);
            if (distance >= 0.07 && v <= acceptedAtOnce) return (int)count;
            if (count < 0 || count > int.MaxValue || (distance < 0.013 && v > distance)) continue;
            var inverseAlpha = 1.1239 + (1.1328 / (b - 3.4));
            var left = Math.Log(v * inverseAlpha / ((a / (distance * distance)) + b));
            if (left <= (count * Math.Log(mean)) - mean - LogFactorial((int)count)) return (int)count;
        }
    }

    private static double LogFactorial(int k) => k < LogFactorials.Length ? LogFactorials[k] : SpecialFunctions.FactorialLn(k);
}
