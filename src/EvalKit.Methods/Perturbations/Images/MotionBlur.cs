using System.Numerics.Tensors;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Images;

/// <summary>
/// Motion blur: each channel is drawn out along a line at a random angle from −45° to 45°, the trail fading like one half
/// of a Gaussian, the border pixels repeated. Radius and standard deviation in pixels are (10, 3), (15, 5), (15, 8),
/// (15, 12), (20, 15) in ImageNet-C and (6, 1), (6, 1.5), (6, 2), (8, 2), (9, 2.5) in CIFAR-C.
/// </summary>
[Plugin("motion-blur", Source = "Hendrycks and Dietterich 2019; hendrycks/robustness, corruptions.py and make_cifar_c.py; ImageMagick, MotionBlurImage")]
public sealed record MotionBlur : IImagePerturbation
{
    private static readonly SeverityScale<(int Radius, double Deviation)> Motion = new(
        imageNetC: [(10, 3), (15, 5), (15, 8), (15, 12), (20, 15)],
        cifarC: [(6, 1), (6, 1.5), (6, 2), (8, 2), (9, 2.5)]);

    /// <inheritdoc/>
    public PerturbationCategory Category => PerturbationCategory.Blur;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
    {
        var (radius, deviation) = Motion[context];
        var random = context.CreateRandom();
        Span<Tap> taps = stackalloc Tap[MotionKernel.Length(radius)];
        MotionKernel.Fill(taps, deviation, degrees: (90 * random.NextDouble()) - 45);

        var (channels, height, width) = context.Shape;
        var pixels = context.Shape.Pixels;
        for (var channel = 0; channel < channels; channel++)
            TapFilter.Apply(source.Slice(channel * pixels, pixels), destination.Slice(channel * pixels, pixels), height, width, taps, Border.Nearest);
        TensorPrimitives.Min(destination, 1f, destination);
    }
}
