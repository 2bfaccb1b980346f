using EvalKit.Core.Randomness;

namespace EvalKit.Methods.Tests.Attributions;

/// <summary>Seeded arrays for tests.</summary>
internal static class RandomArrays
{
    public static float[] Uniform(int length, ulong seed)
    {
        var random = new RandomStream(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextSingle())];
    }

    public static float[] Normal(int length, ulong seed)
    {
        var random = new RandomStream(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (float)random.NextGaussian())];
    }
}
