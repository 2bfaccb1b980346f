using EvalKit.Core.Memory;

namespace EvalKit.Methods.Perturbations.Liquids;

/// <summary>
/// Canny's edges as OpenCV finds them: Sobel gradients of 3 × 3 pixels with the border repeated, their size as the sum of
/// the magnitudes, ridges across one of four directions, and hysteresis.
/// </summary>
internal static class EdgeDetector
{
    // tan 22.5° with 15 bits after the point.
    private const int Tangent = 13573;
    private const byte Candidate = 1;
    private const byte Edge = 2;

    /// <summary>Finds edges.</summary>
    /// <param name="levels">[height, width] 8-bit levels.</param>
    /// <param name="edges">Receives [height, width]: true on an edge.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="low">A ridge above this is an edge if it touches one.</param>
    /// <param name="high">A ridge above this is an edge.</param>
    public static void Find(ReadOnlySpan<byte> levels, Span<bool> edges, int height, int width, int low, int high)
    {
        // A margin of one pixel spares questions about the edge of the picture: gradients there are 0, and no ridge is there.
        var stride = width + 2;
        using var buffer = new PooledBuffer<int>(3 * (height + 2) * stride);
        var across = buffer.Span[..((height + 2) * stride)];
        var down = buffer.Span.Slice(across.Length, across.Length);
        var size = buffer.Span.Slice(2 * across.Length, across.Length);
        size.Clear();
        Differentiate(levels, across, down, size, height, width);

        using var kinds = new PooledBuffer<byte>(across.Length);
        using var found = new PooledBuffer<int>(height * width);
        kinds.Span.Clear();
        var count = 0;
        for (var y = 1; y <= height; y++)
        {
            for (var i = (y * stride) + 1; i <= (y * stride) + width; i++)
            {
                if (size[i] <= low || !IsRidge(across[i], down[i], size, i, stride)) continue;
                kinds.Span[i] = Candidate;
                if (size[i] <= high) continue;
                kinds.Span[i] = Edge;
                found.Span[count++] = i;
            }
        }

        Spread(kinds.Span, found.Span, count, stride);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++) edges[(y * width) + x] = kinds.Span[((y + 1) * stride) + x + 1] == Edge;
        }
    }

    private static void Differentiate(ReadOnlySpan<byte> levels, Span<int> across, Span<int> down, Span<int> size, int height, int width)
    {
        for (var y = 0; y < height; y++)
        {
            var above = levels.Slice(Math.Max(y - 1, 0) * width, width);
            var here = levels.Slice(y * width, width);
            var below = levels.Slice(Math.Min(y + 1, height - 1) * width, width);
            for (var x = 0; x < width; x++)
            {
                var (before, after) = (Math.Max(x - 1, 0), Math.Min(x + 1, width - 1));
                var i = ((y + 1) * (width + 2)) + x + 1;
                across[i] = above[after] + (2 * here[after]) + below[after] - above[before] - (2 * here[before]) - below[before];
                down[i] = below[before] + (2 * below[x]) + below[after] - above[before] - (2 * above[x]) - above[after];
                size[i] = Math.Abs(across[i]) + Math.Abs(down[i]);
            }
        }
    }

    // Of two equal neighbours across the ridge only the first counts; OpenCV's order.
    private static bool IsRidge(int across, int down, ReadOnlySpan<int> size, int i, int stride)
    {
        var x = Math.Abs(across);
        var y = Math.Abs(down) << 15;
        if (y < x * Tangent) return size[i] > size[i - 1] && size[i] >= size[i + 1];
        if (y > (x * Tangent) + (x << 16)) return size[i] > size[i - stride] && size[i] >= size[i + stride];
        var sign = (across ^ down) < 0 ? -1 : 1;
        return size[i] > size[i - stride - sign] && size[i] > size[i + stride + sign];
    }

    private static void Spread(Span<byte> kinds, Span<int> found, int count, int stride)
    {
        ReadOnlySpan<int> neighbours = [-stride - 1, -stride, -stride + 1, -1, 1, stride - 1, stride, stride + 1];
        while (count > 0)
        {
            var place = found[--count];
            foreach (var offset in neighbours)
            {
                if (kinds[place + offset] != Candidate) continue;
                kinds[place + offset] = Edge;
                found[count++] = place + offset;
            }
        }
    }
}
