using System.Numerics.Tensors;
using EvalKit.Core.Images;
using EvalKit.Core.Memory;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Core.Randomness;

namespace EvalKit.Methods.Perturbations.Images;

/// <summary>
/// Glass blur: the picture is blurred by a Gaussian and cut down to 8-bit levels; then every pixel, from the last to the
/// first, takes the colour of a pixel at a random offset from −d to d − 1 in both directions, some times over; then it is
/// blurred again. Pixels within d of an edge stay, save the last ones. (The original means to swap two pixels, but the
/// arrays of its colour pictures make it copy one; that is what the published pictures show, and it is kept, for grey
/// pictures too.) Standard deviation in pixels, d and the number of times are (0.7, 1, 2), (0.9, 2, 1), (1, 2, 3),
/// (1.1, 3, 2), (1.5, 4, 2) in ImageNet-C and (0.05, 1, 1), (0.25, 1, 1), (0.4, 1, 1), (0.25, 1, 2), (0.4, 1, 2) in CIFAR-C.
/// </summary>
[Plugin("glass-blur", Source = "Hendrycks and Dietterich 2019; hendrycks/robustness, corruptions.py and make_cifar_c.py")]
public sealed record GlassBlur : IImagePerturbation
{
    private static readonly SeverityScale<(double Deviation, int Reach, int Times)> Glass = new(
        imageNetC: [(0.7, 1, 2), (0.9, 2, 1), (1, 2, 3), (1.1, 3, 2), (1.5, 4, 2)],
        cifarC: [(0.05, 1, 1), (0.25, 1, 1), (0.4, 1, 1), (0.25, 1, 2), (0.4, 1, 2)]);

    /// <inheritdoc/>
    public PerturbationCategory Category => PerturbationCategory.Blur;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
    {
        var (deviation, reach, times) = Glass[context];
        var shape = context.Shape;
        using var buffer = new PooledBuffer<float>(shape.Length);
        var shuffled = buffer.Span;
        Blur(source, shuffled, shape, deviation);
        CutToLevels(shuffled);

        var random = context.CreateRandom();
        for (var time = 0; time < times; time++) Shuffle(shuffled, shape, reach, ref random);

        Blur(shuffled, destination, shape, deviation);
        TensorPrimitives.Min(destination, 1f, destination);
    }

    private static void Blur(ReadOnlySpan<float> source, Span<float> destination, ImageShape shape, double deviation)
    {
        var pixels = shape.Pixels;
        for (var start = 0; start < source.Length; start += pixels)
            GaussianFilter.Blur(source.Slice(start, pixels), destination.Slice(start, pixels), shape.Height, shape.Width, deviation);
    }

    // A thousandth of a level is added, since a constant area may fall short of its level by a rounding error.
    private static void CutToLevels(Span<float> values)
    {
        TensorPrimitives.Multiply(values, 255f, values);
        TensorPrimitives.Add(values, 1e-3f, values);
        TensorPrimitives.Floor(values, values);
        TensorPrimitives.Divide(values, 255f, values);
    }

    private static void Shuffle(Span<float> planes, ImageShape shape, int reach, ref RandomStream random)
    {
        var (channels, height, width) = shape;
        var span = (ulong)(2 * reach);
        for (var y = height - reach; y > reach; y--)
        {
            for (var x = width - reach; x > reach; x--)
            {
                // 32 bits for either offset; they miss equal chances by less than 1e-8.
                var bits = random.NextBits();
                var (down, right) = ((int)((bits >> 32) * span >> 32) - reach, (int)((uint)bits * span >> 32) - reach);
                var (to, from) = ((y * width) + x, ((y + down) * width) + x + right);
                for (var channel = 0; channel < channels; channel++, to += shape.Pixels, from += shape.Pixels) planes[to] = planes[from];
            }
        }
    }
}
