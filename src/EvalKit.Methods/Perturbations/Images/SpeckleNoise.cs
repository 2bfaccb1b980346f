using System.Numerics.Tensors;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Images;

/// <summary>
/// Speckle noise: every value x becomes x + x · n with a normal number n of mean 0, clipped to 0 to 1; black stays black.
/// The standard deviation of n is 0.15, 0.2, 0.35, 0.45, 0.6 in ImageNet-C and 0.06, 0.1, 0.12, 0.16, 0.2 in CIFAR-C.
/// </summary>
[Plugin("speckle-noise", Source = "Hendrycks and Dietterich 2019; hendrycks/robustness, corruptions.py and make_cifar_c.py")]
public sealed record SpeckleNoise : IGradedImagePerturbation
{
    private static readonly SeverityScale<float> Deviation = new(
        imageNetC: [0.15f, 0.2f, 0.35f, 0.45f, 0.6f],
        cifarC: [0.06f, 0.1f, 0.12f, 0.16f, 0.2f]);

    /// <inheritdoc/>
    public PerturbationCategory Category => PerturbationCategory.Noise;

    /// <inheritdoc/>
    public LevelScale Levels { get; } = new("σ", 0.05, 3.2);

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context) =>
        ApplyAt(Deviation[context], source, destination, context);

    /// <inheritdoc/>
    public void ApplyAt(double level, ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
    {
        var random = context.CreateRandom();
        random.FillGaussian(destination);
        TensorPrimitives.Multiply(destination, (float)level, destination);
        TensorPrimitives.Multiply(destination, source, destination);
        TensorPrimitives.Add(destination, source, destination);
        TensorPrimitives.Clamp(destination, 0f, 1f, destination);
    }
}
