using EvalKit.Core.Randomness;

namespace EvalKit.Methods.Perturbations;

/// <summary>The photons that are counted where light falls: a Poisson number for every value.</summary>
internal static class PhotonCounts
{
    // A table for each of 256 levels costs what some fifty single draws cost.
    private const int FewestForTables = 256 * 64;

    /// <summary>Counts.</summary>
    /// <param name="light">Values 0 to 1.</param>
    /// <param name="counts">Receives whole numbers, the mean of each its value times <paramref name="white"/>.</param>
    /// <param name="white">The mean for 1, at most 500.</param>
    /// <param name="random">The random numbers.</param>
    public static void Fill(ReadOnlySpan<float> light, Span<float> counts, int white, ref RandomStream random)
    {
        if (light.Length < FewestForTables)
        {
            for (var i = 0; i < light.Length; i++) counts[i] = random.NextPoisson((double)light[i] * white);
            return;
        }

        // Pictures mostly hold 8-bit levels, each many times over.
        using var tables = new PoissonTables(white);
        for (var i = 0; i < light.Length; i++)
        {
            var level = Levels.FromValue(light[i]);
            counts[i] = Levels.ToValue(level) == light[i] ? tables.Next(ref random, level) : random.NextPoisson((double)light[i] * white);
        }
    }
}
