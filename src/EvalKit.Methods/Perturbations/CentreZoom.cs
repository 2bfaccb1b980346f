using System.Numerics.Tensors;
using EvalKit.Core.Memory;

namespace EvalKit.Methods.Perturbations;

/// <summary>
/// Enlarges the middle of a plane to the plane's own size by linear interpolation, the corners of the part falling on the
/// corners of the result (scipy.ndimage.zoom, order 1), as clipped_zoom of hendrycks/robustness does, each side for itself.
/// </summary>
internal static class CentreZoom
{
    /// <summary>How many pixels of a side are enlarged to the whole side.</summary>
    /// <param name="side">The side.</param>
    /// <param name="factor">At least 1.</param>
    public static int PartOf(int side, double factor) => (int)Math.Ceiling(side / factor);

    /// <summary>Enlarges a part.</summary>
    /// <param name="part">The part's first pixel and what follows, rows <paramref name="stride"/> apart.</param>
    /// <param name="stride">Columns from a row to the next.</param>
    /// <param name="destination">Receives [height, width]; must not overlap the source.</param>
    /// <param name="height">Rows wanted; the part has <see cref="PartOf"/> it.</param>
    /// <param name="width">Columns wanted; the part has <see cref="PartOf"/> it.</param>
    /// <param name="factor">At least 1.</param>
    public static void Enlarge(ReadOnlySpan<float> part, int stride, Span<float> destination, int height, int width, double factor)
    {
        var partHeight = PartOf(height, factor);
        using var wide = new PooledBuffer<float>(partHeight * width);
        using var line = new PooledBuffer<float>(width);
        WidenRows(part, stride, wide.Span, partHeight, width, factor);
        for (var y = 0; y < height; y++)
        {
            var (row, share) = Place(y, height, factor);
            var upper = wide.Span.Slice(row * width, width);
            var lower = wide.Span.Slice(Math.Min(row + 1, partHeight - 1) * width, width);
            var result = destination.Slice(y * width, width);
            TensorPrimitives.Subtract(lower, upper, line.Span);
            TensorPrimitives.FusedMultiplyAdd(line.Span, share, upper, result);
        }
    }

    private static void WidenRows(ReadOnlySpan<float> part, int stride, Span<float> wide, int partHeight, int width, double factor)
    {
        var partWidth = PartOf(width, factor);
        using var columns = new PooledBuffer<int>(width);
        using var shares = new PooledBuffer<float>(width);
        var left = columns.Span;
        var share = shares.Span;
        for (var x = 0; x < width; x++)
        {
            (left[x], share[x]) = Place(x, width, factor);

            // The last pixel alone is all of the one before it, so that there is always a pixel to the right.
            if (left[x] == partWidth - 1 && partWidth > 1) (left[x], share[x]) = (partWidth - 2, 1);
        }

        var right = partWidth > 1 ? 1 : 0;
        for (var y = 0; y < partHeight; y++)
        {
            var line = part.Slice(y * stride, partWidth);
            var result = wide.Slice(y * width, width);
            for (var x = 0; x < result.Length; x++)
            {
                var value = line[left[x]];
                result[x] = value + (share[x] * (line[left[x] + right] - value));
            }
        }
    }

    // The whole enlarged part may be a pixel or more larger than the side; the middle of it is kept.
    private static (int Place, float Share) Place(int i, int side, double factor)
    {
        var part = PartOf(side, factor);
        var enlarged = (int)Math.Round(part * factor);
        if (enlarged == 1) return (0, 0);
        var place = (i + ((enlarged - side) / 2)) * (double)(part - 1) / (enlarged - 1);
        var whole = Math.Min((int)place, part - 1);
        return (whole, (float)(place - whole));
    }
}
