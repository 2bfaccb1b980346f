using System.Runtime.Intrinsics;
using EvalKit.Core.Images;
using EvalKit.Core.Memory;

namespace EvalKit.Methods.Perturbations.Jpegs;

/// <summary>
/// What a picture is after it was stored as JPEG and read again: bit for bit what libjpeg (accurate transform, 4:2:0,
/// fancy upsampling: its defaults, and Pillow's) makes of it, but without the coding in between, which loses nothing.
/// </summary>
internal static class JpegRoundTrip
{
    private const int Block = CosineTransform.Side;

    /// <summary>Stores and reads a picture.</summary>
    /// <param name="source">[channels, height, width], 1 or 3 channels, values 0 to 1.</param>
    /// <param name="destination">Receives the same shape.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="quality">1 to 100.</param>
    public static void Apply(ReadOnlySpan<float> source, Span<float> destination, ImageShape shape, int quality)
    {
        if (shape.Channels == 1) ApplyToGreys(source, destination, shape, quality);
        else ApplyToColours(source, destination, shape, quality);
    }

    private static void ApplyToGreys(ReadOnlySpan<float> source, Span<float> destination, ImageShape shape, int quality)
    {
        var (_, height, width) = shape;
        var (rows, columns) = (RoundUp(height, Block), RoundUp(width, Block));
        using var plane = new PooledBuffer<int>(rows * columns);
        using var line = new PooledBuffer<float>(columns);
        for (var y = 0; y < height; y++)
        {
            ReadRow(source.Slice(y * width, width), line.Span);
            Levels.FromValues(line.Span, plane.Span.Slice(y * columns, columns));
        }

        RepeatLastRow(plane.Span, height, columns);
        Quantise(plane.Span, rows, columns, quality, isLuma: true);
        for (var y = 0; y < height; y++)
        {
            Levels.ToValues((ReadOnlySpan<int>)plane.Span.Slice(y * columns, columns), line.Span);
            line.Span[..width].CopyTo(destination[(y * width)..]);
        }
    }

    private static void ApplyToColours(ReadOnlySpan<float> source, Span<float> destination, ImageShape shape, int quality)
    {
        // The sides of the planes are multiples of blocks, two blocks where there is one of colour.
        var (rows, columns) = (RoundUp(shape.Height, 2 * Block), RoundUp(shape.Width, 2 * Block));
        using var lumaBuffer = new PooledBuffer<int>(rows * columns);
        using var chromaBuffer = new PooledBuffer<int>(rows * columns / 2);
        var luma = lumaBuffer.Span;
        var blue = chromaBuffer.Span[..(rows * columns / 4)];
        var red = chromaBuffer.Span[(rows * columns / 4)..];
        Read(source, luma, blue, red, shape, columns);
        Quantise(luma, rows, columns, quality, isLuma: true);
        Quantise(blue, rows / 2, columns / 2, quality, isLuma: false);
        Quantise(red, rows / 2, columns / 2, quality, isLuma: false);
        Write(luma, blue, red, destination, shape, columns);
    }

    private static void Read(ReadOnlySpan<float> source, Span<int> luma, Span<int> blue, Span<int> red, ImageShape shape, int columns)
    {
        var (_, height, width) = shape;
        var half = columns / 2;
        using var colours = new PooledBuffer<float>(3 * columns);
        using var pairs = new PooledBuffer<int>(4 * columns);
        for (var y = 0; y < RoundUp(height, 2); y++)
        {
            // An odd last row is its own neighbour.
            var row = Math.Min(y, height - 1);
            for (var channel = 0; channel < 3; channel++)
                ReadRow(source.Slice(((channel * height) + row) * width, width), colours.Span.Slice(channel * columns, columns));
            var (upper, lower) = (y % 2 * columns, (2 + (y % 2)) * columns);
            LumaChroma.FromColours(colours.Span, luma.Slice(y * columns, columns), pairs.Span.Slice(upper, columns), pairs.Span.Slice(lower, columns));
            if (y % 2 == 0) continue;
            ChromaRows.Halve(pairs.Span[..columns], pairs.Span.Slice(columns, columns), blue.Slice(y / 2 * half, half));
            ChromaRows.Halve(pairs.Span.Slice(2 * columns, columns), pairs.Span[(3 * columns)..], red.Slice(y / 2 * half, half));
        }

        RepeatLastRow(luma, RoundUp(height, 2), columns);
        RepeatLastRow(blue, RoundUp(height, 2) / 2, half);
        RepeatLastRow(red, RoundUp(height, 2) / 2, half);
    }

    private static void Write(ReadOnlySpan<int> luma, ReadOnlySpan<int> blue, ReadOnlySpan<int> red, Span<float> destination, ImageShape shape, int columns)
    {
        var (_, height, width) = shape;
        var half = columns / 2;
        using var colours = new PooledBuffer<float>(3 * columns);
        using var wide = new PooledBuffer<int>(2 * columns);
        using var sums = new PooledBuffer<int>(half + (2 * Block));
        for (var y = 0; y < height; y++)
        {
            // The other neighbour lies above an even row and below an odd one; beyond the edge it is the row itself.
            var near = y / 2;
            var far = Math.Clamp(y % 2 == 0 ? near - 1 : near + 1, 0, (RoundUp(height, 2) / 2) - 1);
            Widen(blue, (near, far), RoundUp(width, 2) / 2, sums.Span, wide.Span[..columns]);
            Widen(red, (near, far), RoundUp(width, 2) / 2, sums.Span, wide.Span[columns..]);
            LumaChroma.ToColours(luma.Slice(y * columns, columns), wide.Span[..columns], wide.Span[columns..], colours.Span);
            for (var channel = 0; channel < 3; channel++)
                colours.Span.Slice(channel * columns, width).CopyTo(destination[(((channel * height) + y) * width)..]);
        }
    }

    // Rows of one or two values are repeated.
    private static void Widen(ReadOnlySpan<int> plane, (int Near, int Far) rows, int count, Span<int> sums, Span<int> wide)
    {
        var half = wide.Length / 2;
        var near = plane.Slice(rows.Near * half, half);
        if (count > 2) ChromaRows.Double(near, plane.Slice(rows.Far * half, half), count, sums, wide);
        else ChromaRows.Repeat(near, wide);
    }

    private static void Quantise(Span<int> plane, int rows, int columns, int quality, bool isLuma)
    {
        Span<Vector256<int>> steps = stackalloc Vector256<int>[Block];
        Quantisation.Fill(steps, quality, isLuma);
        Quantisation.RoundBlocks(plane, rows, columns, steps);
    }

    private static void ReadRow(ReadOnlySpan<float> row, Span<float> line)
    {
        row.CopyTo(line);
        line[row.Length..].Fill(row[^1]);
    }

    private static void RepeatLastRow(Span<int> plane, int height, int columns)
    {
        var last = plane.Slice((height - 1) * columns, columns);
        for (var start = height * columns; start < plane.Length; start += columns) last.CopyTo(plane[start..]);
    }

    private static int RoundUp(int length, int step) => (length + step - 1) / step * step;
}
