using System.Numerics.Tensors;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Images;

/// <summary>
/// Gaussian noise: a normal number of mean 0 is added to every value, and the sum is clipped to 0 to 1. The standard
/// deviation is 0.08, 0.12, 0.18, 0.26, 0.38 in ImageNet-C and 0.04, 0.06, 0.08, 0.09, 0.10 in CIFAR-C.
/// </summary>
[Plugin("gaussian-noise", Source = "Hendrycks and Dietterich 2019; hendrycks/robustness, corruptions.py and make_cifar_c.py")]
public sealed record GaussianNoise : IGradedImagePerturbation
{
    private static readonly SeverityScale<float> Deviation = new(
        imageNetC: [0.08f, 0.12f, 0.18f, 0.26f, 0.38f],
        cifarC: [0.04f, 0.06f, 0.08f, 0.09f, 0.10f]);

    /// <inheritdoc/>
    public PerturbationCategory Category => PerturbationCategory.Noise;

    /// <inheritdoc/>
    public LevelScale Levels { get; } = new("σ", 0.02, 1.28);

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context) =>
        ApplyAt(Deviation[context], source, destination, context);

    /// <inheritdoc/>
    public void ApplyAt(double level, ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
    {
        var random = context.CreateRandom();
        random.FillGaussian(destination);
        TensorPrimitives.Multiply(destination, (float)level, destination);
        TensorPrimitives.Add(destination, source, destination);
        TensorPrimitives.Clamp(destination, 0f, 1f, destination);
    }
}
