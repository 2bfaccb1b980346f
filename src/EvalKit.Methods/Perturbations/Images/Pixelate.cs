using EvalKit.Core.Memory;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Perturbations.Images;

/// <summary>
/// Pixelate: the picture is shrunk by a box filter and enlarged again by the same, on 8-bit levels as Pillow does both. The
/// new sides are the old times 0.6, 0.5, 0.4, 0.3, 0.25 in ImageNet-C and 0.95, 0.9, 0.85, 0.75, 0.65 in CIFAR-C, rounded
/// down, at least 1.
/// </summary>
[Plugin("pixelate", Source = "Hendrycks and Dietterich 2019; hendrycks/robustness, corruptions.py and make_cifar_c.py")]
public sealed record Pixelate : IImagePerturbation
{
    private static readonly SeverityScale<double> Scale = new(
        imageNetC: [0.6, 0.5, 0.4, 0.3, 0.25],
        cifarC: [0.95, 0.9, 0.85, 0.75, 0.65]);

    /// <inheritdoc/>
    public PerturbationCategory Category => PerturbationCategory.Digital;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
    {
        var (_, height, width) = context.Shape;
        var scale = Scale[context];
        var fewRows = Math.Max((int)(height * scale), 1);
        var fewColumns = Math.Max((int)(width * scale), 1);

        var pixels = context.Shape.Pixels;
        using var buffer = new PooledBuffer<int>(fewRows * BoxShrinking.StrideOf(fewColumns));
        for (var start = 0; start < source.Length; start += pixels)
        {
            BoxShrinking.Apply(source.Slice(start, pixels), height, width, buffer.Span, fewRows, fewColumns);
            Enlarge(buffer.Span, fewRows, fewColumns, destination.Slice(start, pixels), height, width);
        }
    }

    // A box that enlarges covers the middle of one pixel only.
    private static void Enlarge(ReadOnlySpan<int> small, int fewRows, int fewColumns, Span<float> values, int height, int width)
    {
        using var columnBuffer = new PooledBuffer<int>(width);
        var stride = BoxShrinking.StrideOf(fewColumns);
        using var lineBuffer = new PooledBuffer<float>(stride);
        var columns = columnBuffer.Span;
        var line = lineBuffer.Span;
        for (var x = 0; x < width; x++) columns[x] = Place(x, width, fewColumns);
        var previous = -1;
        for (var y = 0; y < height; y++)
        {
            var row = Place(y, height, fewRows);
            var result = values.Slice(y * width, width);
            if (row == previous)
            {
                values.Slice((y - 1) * width, width).CopyTo(result);
                continue;
            }

            Levels.ToValues(small.Slice(row * stride, stride), line);
            for (var x = 0; x < result.Length; x++) result[x] = line[columns[x]];
            previous = row;
        }
    }

    private static int Place(int i, int length, int few) => (int)((i + 0.5) * ((double)few / length));
}
