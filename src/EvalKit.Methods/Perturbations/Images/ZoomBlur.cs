using System.Numerics.Tensors;
using EvalKit.Core.Memory;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Images;

/// <summary>
/// Zoom blur: the mean of the picture and of enlargements of its middle by factors from 1 on in equal steps. The number of
/// factors and the step are (12, 0.01), (16, 0.01), (11, 0.02), (13, 0.02), (11, 0.03) in ImageNet-C and (7, 0.01),
/// (12, 0.01), (16, 0.01), (21, 0.01), (26, 0.01) in CIFAR-C. (numpy.arange, which the original counts with, sometimes
/// includes the end that it is said to exclude.)
/// </summary>
[Plugin("zoom-blur", Source = "Hendrycks and Dietterich 2019; hendrycks/robustness, corruptions.py and make_cifar_c.py")]
public sealed record ZoomBlur : IImagePerturbation
{
    private static readonly SeverityScale<(int Count, double Step)> Factors = new(
        imageNetC: [(12, 0.01), (16, 0.01), (11, 0.02), (13, 0.02), (11, 0.03)],
        cifarC: [(7, 0.01), (12, 0.01), (16, 0.01), (21, 0.01), (26, 0.01)]);

    /// <inheritdoc/>
    public PerturbationCategory Category => PerturbationCategory.Blur;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
    {
        var (count, step) = Factors[context];
        var (_, height, width) = context.Shape;
        var pixels = context.Shape.Pixels;
        using var buffer = new PooledBuffer<float>(pixels);
        for (var start = 0; start < source.Length; start += pixels)
        {
            var plane = source.Slice(start, pixels);
            var result = destination.Slice(start, pixels);

            // The picture itself and its enlargement by 1.
            TensorPrimitives.Add(plane, plane, result);
            for (var i = 1; i < count; i++)
            {
                var factor = 1 + (i * step);
                var (top, left) = ((height - CentreZoom.PartOf(height, factor)) / 2, (width - CentreZoom.PartOf(width, factor)) / 2);
                CentreZoom.Enlarge(plane[((top * width) + left)..], width, buffer.Span, height, width, factor);
                TensorPrimitives.Add(result, buffer.Span, result);
            }

            TensorPrimitives.Divide(result, count + 1, result);
            TensorPrimitives.Min(result, 1f, result);
        }
    }
}
