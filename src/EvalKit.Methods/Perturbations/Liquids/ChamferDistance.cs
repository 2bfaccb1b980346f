using EvalKit.Core.Memory;

namespace EvalKit.Methods.Perturbations.Liquids;

/// <summary>
/// The distance of every pixel to the nearest edge along steps of 1, 1.4 (diagonal) and 2.1969 (a knight's move): Borgefors
/// 1986, with the lengths of OpenCV's DIST_L2 on a mask of 5 × 5.
/// </summary>
internal static class ChamferDistance
{
    private const int Margin = 2;

    /// <summary>Measures distances.</summary>
    /// <param name="edges">[height, width]: true on an edge.</param>
    /// <param name="distance">Receives [height, width], in pixels, at most <paramref name="limit"/>.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="limit">What longer distances are set to.</param>
    public static void Measure(ReadOnlySpan<bool> edges, Span<float> distance, int height, int width, float limit)
    {
        var stride = width + (2 * Margin);
        using var buffer = new PooledBuffer<float>((height + (2 * Margin)) * stride);
        var padded = buffer.Span;
        padded.Fill(limit);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                ref var here = ref padded[((y + Margin) * stride) + Margin + x];
                if (edges[(y * width) + x]) here = 0;
            }
        }

        // What lies above and before each pixel, then what lies below and behind.
        for (var y = Margin; y < height + Margin; y++)
        {
            for (var i = (y * stride) + Margin; i < (y * stride) + Margin + width; i++) padded[i] = Nearest(padded, i, stride, -1);
        }

        for (var y = height + Margin - 1; y >= Margin; y--)
        {
            for (var i = (y * stride) + Margin + width - 1; i >= (y * stride) + Margin; i--) padded[i] = Nearest(padded, i, stride, 1);
            padded.Slice((y * stride) + Margin, width).CopyTo(distance.Slice((y - Margin) * width, width));
        }
    }

    private static float Nearest(ReadOnlySpan<float> padded, int i, int stride, int side)
    {
        var row = i + (side * stride);
        var straight = Math.Min(padded[row], padded[i + side]) + 1;
        var diagonal = Math.Min(padded[row - 1], padded[row + 1]) + 1.4f;
        var far = row + (side * stride);
        var knight = Math.Min(Math.Min(padded[far - 1], padded[far + 1]), Math.Min(padded[row - 2], padded[row + 2])) + 2.1969f;
        return Math.Min(Math.Min(padded[i], straight), Math.Min(diagonal, knight));
    }
}
