using System.Numerics.Tensors;
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
        PhotonCounts.Fill(source, destination, photons, ref random);
        TensorPrimitives.Divide(destination, photons, destination);
        TensorPrimitives.Min(destination, 1f, destination);
    }
}
