using System.Numerics.Tensors;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Images;

/// <summary>
/// Gaussian blur: each channel is convolved with a Gaussian cut off at four standard deviations, border pixels repeated
/// (skimage.filters.gaussian). The standard deviation in pixels is 1, 2, 3, 4, 6 in ImageNet-C and 0.4, 0.6, 0.7, 0.8, 1
/// in CIFAR-C.
/// </summary>
[Plugin("gaussian-blur", Source = "Hendrycks and Dietterich 2019; hendrycks/robustness, corruptions.py and make_cifar_c.py")]
public sealed record GaussianBlur : IGradedImagePerturbation
{
    private static readonly SeverityScale<double> Deviation = new(
        imageNetC: [1, 2, 3, 4, 6],
        cifarC: [0.4, 0.6, 0.7, 0.8, 1]);

    /// <inheritdoc/>
    public PerturbationCategory Category => PerturbationCategory.Blur;

    /// <inheritdoc/>
    public LevelScale Levels { get; } = new("pixels", 0.25, 16);

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context) =>
        ApplyAt(Deviation[context], source, destination, context);

    /// <inheritdoc/>
    public void ApplyAt(double level, ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
    {
        var pixels = context.Shape.Pixels;
        for (var start = 0; start < source.Length; start += pixels)
        {
            var plane = destination.Slice(start, pixels);
            GaussianFilter.Blur(source.Slice(start, pixels), plane, context.Shape.Height, context.Shape.Width, level);

            // The weights' last bits may add up to more than 1.
            TensorPrimitives.Min(plane, 1f, plane);
        }
    }
}
