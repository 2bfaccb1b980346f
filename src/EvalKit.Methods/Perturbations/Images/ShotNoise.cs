using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Images;

/// <summary>
/// Shot noise: every value x becomes a Poisson number of mean c·x, divided by c and clipped to 1, as if light were counted
/// in c photons for white. c is 60, 25, 12, 5, 3 in ImageNet-C and 500, 250, 100, 75, 50 in CIFAR-C.
/// </summary>
[Plugin("shot-noise", Version = 2, Source = "Hendrycks and Dietterich 2019; hendrycks/robustness, corruptions.py and make_cifar_c.py")]
public sealed record ShotNoise : IImagePerturbation
{
    // A table for each of 256 levels costs what some fifty single draws cost.
    private const int FewestForTables = 256 * 64;

    private static readonly SeverityScale<int> Photons = new(
        imageNetC: [60, 25, 12, 5, 3],
        cifarC: [500, 250, 100, 75, 50]);

    /// <inheritdoc/>
    public PerturbationCategory Category => PerturbationCategory.Noise;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
    {
        var photons = Photons[context];
        var random = context.CreateRandom();
        if (source.Length < FewestForTables)
        {
            for (var i = 0; i < source.Length; i++) destination[i] = Exposed(random.NextPoisson((double)source[i] * photons), photons);
            return;
        }

        // Pictures mostly hold 8-bit levels, each many times over.
        using var tables = new PoissonTables(photons);
        for (var i = 0; i < source.Length; i++)
        {
            var level = Levels.FromValue(source[i]);
            var count = Levels.ToValue(level) == source[i] ? tables.Next(ref random, level) : random.NextPoisson((double)source[i] * photons);
            destination[i] = Exposed(count, photons);
        }
    }

    private static float Exposed(int count, int photons) => Math.Min((float)count / photons, 1f);
}
