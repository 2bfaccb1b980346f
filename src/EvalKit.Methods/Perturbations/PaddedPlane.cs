namespace EvalKit.Methods.Perturbations;

/// <summary>Planes with a margin, so that filters need not ask where the edge is.</summary>
internal static class PaddedPlane
{
    /// <summary>The place inside that a place beyond the edge stands for.</summary>
    /// <param name="border">What lies beyond the edge.</param>
    /// <param name="place">Any place.</param>
    /// <param name="length">The number of places inside, at least 1.</param>
    public static int Inside(this Border border, int place, int length)
    {
        if ((uint)place < (uint)length) return place;
        if (border == Border.Nearest) return Math.Clamp(place, 0, length - 1);

        // The period of the mirrored row, in which the outermost pixels occur once or twice.
        var period = border == Border.Mirror ? Math.Max((2 * length) - 2, 1) : 2 * length;
        var phase = ((place % period) + period) % period;
        return phase < length ? phase : border == Border.Mirror ? period - phase : period - 1 - phase;
    }

    /// <summary>Copies a plane into the middle of a larger one and fills the margins.</summary>
    /// <param name="source">[height, width].</param>
    /// <param name="padded">Receives [height + 2 · rows, width + 2 · columns].</param>
    /// <param name="height">Rows of the source.</param>
    /// <param name="width">Columns of the source.</param>
    /// <param name="rows">Rows of the margin above, as many below.</param>
    /// <param name="columns">Columns of the margin on the left, as many on the right.</param>
    /// <param name="border">What lies beyond the edge.</param>
    public static void Fill(ReadOnlySpan<float> source, Span<float> padded, int height, int width, int rows, int columns, Border border)
    {
        var stride = width + (2 * columns);
        for (var y = -rows; y < height + rows; y++)
        {
            var line = source.Slice(border.Inside(y, height) * width, width);
            var result = padded.Slice((y + rows) * stride, stride);
            line.CopyTo(result[columns..]);
            for (var x = 0; x < columns; x++)
            {
                result[x] = line[border.Inside(x - columns, width)];
                result[columns + width + x] = line[border.Inside(width + x, width)];
            }
        }
    }
}
