using System.Numerics.Tensors;
using EvalKit.Core.Memory;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Images;

/// <summary>
/// Defocus blur: each channel is filtered by a disk with a softened rim, mirrored at the outermost pixels, and clipped to
/// 1. Radius in pixels and the rim's standard deviation are (3, 0.1), (4, 0.5), (6, 0.5), (8, 0.5), (10, 0.5) in ImageNet-C
/// and (0.3, 0.4), (0.4, 0.5), (0.5, 0.6), (1, 0.2), (1.5, 0.1) in CIFAR-C.
/// </summary>
[Plugin("defocus-blur", Source = "Hendrycks and Dietterich 2019; hendrycks/robustness, corruptions.py and make_cifar_c.py")]
public sealed record DefocusBlur : IImagePerturbation
{
    private static readonly SeverityScale<(double Radius, double Softness)> Disk = new(
        imageNetC: [(3, 0.1), (4, 0.5), (6, 0.5), (8, 0.5), (10, 0.5)],
        cifarC: [(0.3, 0.4), (0.4, 0.5), (0.5, 0.6), (1, 0.2), (1.5, 0.1)]);

    /// <inheritdoc/>
    public PerturbationCategory Category => PerturbationCategory.Blur;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
    {
        var (radius, softness) = Disk[context];
        using var buffer = new PooledBuffer<Tap>(DefocusKernel.Capacity(radius));
        var taps = buffer.Span[..DefocusKernel.Fill(buffer.Span, radius, softness)];
        var (channels, height, width) = context.Shape;
        var pixels = context.Shape.Pixels;
        for (var channel = 0; channel < channels; channel++)
            TapFilter.Apply(source.Slice(channel * pixels, pixels), destination.Slice(channel * pixels, pixels), height, width, taps, Border.Mirror);
        TensorPrimitives.Min(destination, 1f, destination);
    }
}
