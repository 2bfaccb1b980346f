using System.Numerics.Tensors;
using EvalKit.Core.Memory;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Images;

/// <summary>
/// Snow: normal noise is enlarged, all below a threshold removed, the rest drawn out by motion blur at a random angle from
/// −135° to −45°, and added to the picture twice, the second time turned by 180°. The picture is mixed before with a
/// brighter grey of itself, 1.5 × luma + 0.5 (where that is brighter); for a grey picture the luma is its grey. Noise mean,
/// its standard deviation, enlargement, threshold, radius and standard deviation of the motion, and the picture's share
/// are, in ImageNet-C, (0.1, 0.3, 3, 0.5, 10, 4, 0.8), (0.2, 0.3, 2, 0.5, 12, 4, 0.7), (0.55, 0.3, 4, 0.9, 12, 8, 0.7),
/// (0.55, 0.3, 4.5, 0.85, 12, 8, 0.65), (0.55, 0.3, 2.5, 0.85, 12, 12, 0.55), and, in CIFAR-C, (0.1, 0.2, 1, 0.6, 8, 3,
/// 0.95), (0.1, 0.2, 1, 0.5, 10, 4, 0.9), (0.15, 0.3, 1.75, 0.55, 10, 4, 0.9), (0.25, 0.3, 2.25, 0.6, 12, 6, 0.85),
/// (0.3, 0.3, 1.25, 0.65, 14, 12, 0.8).
/// </summary>
[Plugin("snow", Source = "Hendrycks and Dietterich 2019; hendrycks/robustness, corruptions.py and make_cifar_c.py; ImageMagick, MotionBlurImage")]
public sealed record Snow : IImagePerturbation
{
    private static readonly SeverityScale<Flakes> Fall = new(
        imageNetC:
        [
            new(0.1f, 0.3f, 3, 0.5f, 10, 4, 0.8f), new(0.2f, 0.3f, 2, 0.5f, 12, 4, 0.7f), new(0.55f, 0.3f, 4, 0.9f, 12, 8, 0.7f),
            new(0.55f, 0.3f, 4.5, 0.85f, 12, 8, 0.65f), new(0.55f, 0.3f, 2.5, 0.85f, 12, 12, 0.55f),
        ],
        cifarC:
        [
            new(0.1f, 0.2f, 1, 0.6f, 8, 3, 0.95f), new(0.1f, 0.2f, 1, 0.5f, 10, 4, 0.9f), new(0.15f, 0.3f, 1.75, 0.55f, 10, 4, 0.9f),
            new(0.25f, 0.3f, 2.25, 0.6f, 12, 6, 0.85f), new(0.3f, 0.3f, 1.25, 0.65f, 14, 12, 0.8f),
        ]);

    /// <inheritdoc/>
    public PerturbationCategory Category => PerturbationCategory.Weather;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
    {
        var flakes = Fall[context];
        var pixels = context.Shape.Pixels;
        using var buffer = new PooledBuffer<float>(3 * pixels);
        var layer = buffer.Span[..pixels];
        var reversed = buffer.Span.Slice(pixels, pixels);
        var pale = buffer.Span.Slice(2 * pixels, pixels);
        Draw(layer, pale, reversed, flakes, context);
        layer.CopyTo(reversed);
        reversed.Reverse();
        TensorPrimitives.Add(layer, reversed, layer);

        Luma.Of(source, pale, context.Shape);
        TensorPrimitives.Multiply(pale, 1.5f, pale);
        TensorPrimitives.Add(pale, 0.5f, pale);
        for (var start = 0; start < source.Length; start += pixels)
        {
            var plane = source.Slice(start, pixels);
            var result = destination.Slice(start, pixels);
            TensorPrimitives.Max(plane, pale, result);
            TensorPrimitives.Subtract(result, plane, result);
            TensorPrimitives.MultiplyAdd(result, 1 - flakes.Share, plane, result);
            TensorPrimitives.Add(result, layer, result);
            TensorPrimitives.Min(result, 1f, result);
        }
    }

    // The two others are room to work in.
    private static void Draw(Span<float> layer, Span<float> noise, Span<float> enlarged, in Flakes flakes, in PerturbationContext context)
    {
        var (_, height, width) = context.Shape;
        var random = context.CreateRandom();
        var partWidth = CentreZoom.PartOf(width, flakes.Zoom);
        noise = noise[..(CentreZoom.PartOf(height, flakes.Zoom) * partWidth)];
        random.FillGaussian(noise);
        TensorPrimitives.Multiply(noise, flakes.Deviation, noise);
        TensorPrimitives.Add(noise, flakes.Mean, noise);
        CentreZoom.Enlarge(noise, partWidth, enlarged, height, width, flakes.Zoom);
        foreach (ref var value in enlarged) value = value < flakes.Threshold ? 0 : Math.Min(value, 1);

        // The original hands 8-bit levels to the motion blur, cut down, and gets such back, rounded.
        TensorPrimitives.Multiply(enlarged, 255f, enlarged);
        TensorPrimitives.Floor(enlarged, enlarged);
        Span<Tap> taps = stackalloc Tap[MotionKernel.Length(flakes.Radius)];
        MotionKernel.Fill(taps, flakes.Trail, degrees: (90 * random.NextDouble()) - 135);
        TapFilter.Apply(enlarged, layer, height, width, taps, Border.Nearest);
        TensorPrimitives.Round(layer, layer);
        TensorPrimitives.Divide(layer, 255f, layer);
    }

    private readonly record struct Flakes(
        float Mean, float Deviation, double Zoom, float Threshold, int Radius, double Trail, float Share);
}
