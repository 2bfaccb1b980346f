using MathNet.Numerics;

namespace EvalKit.Core.Randomness;

/// <summary>Exact Poisson numbers: by inversion for small means, by transformed rejection (PTRS) for large ones.</summary>
internal static class PoissonSampling
{
    // PTRS is valid from here on (Hörmann 1993); below, inversion takes few steps.
    private const double SmallestMeanOfRejection = 10;

    public static int Next(ref RandomStream random, double mean) =>
        mean < SmallestMeanOfRejection ? ByInversion(ref random, mean) : ByRejection(ref random, mean);

    // Searches the distribution function from 0 upwards (Devroye 1986, section X.3.3).
    private static int ByInversion(ref RandomStream random, double mean)
    {
        var remaining = random.NextDouble();
        var probability = Math.Exp(-mean);
        var count = 0;
        while (remaining >= probability)
        {
            remaining -= probability;
            probability *= mean / ++count;

            // The sum of the probabilities may end a rounding error below a draw next to 1.
            if (probability == 0) break;
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
            if (left <= (count * Math.Log(mean)) - mean - SpecialFunctions.FactorialLn((int)count)) return (int)count;
        }
    }
}
