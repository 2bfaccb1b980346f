using EvalKit.Core.Images;
using EvalKit.Core.Memory;

namespace EvalKit.Methods.Perturbations;

/// <summary>
/// For every pixel of a result the place in the source that it shows, between pixels by linear interpolation. Over pooled
/// memory: dispose it, and never copy it.
/// </summary>
/// <param name="shape">The shape of source and result.</param>
internal readonly ref struct SamplingGrid(ImageShape shape)
{
    private readonly PooledBuffer<float> _rows = new(shape.Pixels);
    private readonly PooledBuffer<float> _columns = new(shape.Pixels);

    /// <summary>[height, width]: the row in the source, in pixels from the first row's middle; may lie outside.</summary>
    public Span<float> Rows => _rows.Span;

    /// <summary>[height, width]: the column in the source, in pixels from the first column's middle; may lie outside.</summary>
    public Span<float> Columns => _columns.Span;

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        _rows.Dispose();
        _columns.Dispose();
    }

    /// <summary>Shows the source through a map from places of the result to places of the source, mirrored beyond its edges.</summary>
    /// <param name="source">[channels, height, width]; left unchanged.</param>
    /// <param name="destination">Receives the same shape; must not overlap the source.</param>
    /// <param name="shape">The shape of both.</param>
    /// <param name="map">The map.</param>
    public static void Warp(ReadOnlySpan<float> source, Span<float> destination, ImageShape shape, in AffineMap map)
    {
        using var places = new SamplingGrid(shape);
        places.FillAffine(map);
        places.Sample(source, destination, Border.Mirror);
    }

    /// <summary>Sets all places by a map from places of the result to places of the source.</summary>
    public void FillAffine(in AffineMap map)
    {
        for (var y = 0; y < shape.Height; y++)
        {
            for (var x = 0; x < shape.Width; x++)
            {
                Columns[(y * shape.Width) + x] = (float)((map.XByX * x) + (map.XByY * y) + map.X);
                Rows[(y * shape.Width) + x] = (float)((map.YByX * x) + (map.YByY * y) + map.Y);
            }
        }
    }

    /// <summary>Reads the source at all places.</summary>
    /// <param name="source">[channels, height, width]; left unchanged.</param>
    /// <param name="destination">Receives the same shape; must not overlap the source.</param>
    /// <param name="border">What lies beyond the edge.</param>
    public void Sample(ReadOnlySpan<float> source, Span<float> destination, Border border)
    {
        var (_, height, width) = shape;
        var pixels = shape.Pixels;
        var rows = Rows;
        var columns = Columns;
        for (var i = 0; i < pixels; i++)
        {
            var (y, x) = (rows[i], columns[i]);
            var (above, before) = ((int)MathF.Floor(y), (int)MathF.Floor(x));
            var (down, right) = (y - above, x - before);
            var upper = border.Inside(above, height) * width;
            var lower = border.Inside(above + 1, height) * width;
            var left = border.Inside(before, width);
            var next = border.Inside(before + 1, width);
            for (var start = 0; start < source.Length; start += pixels)
            {
                var plane = source.Slice(start, pixels);
                var top = plane[upper + left] + (right * (plane[upper + next] - plane[upper + left]));
                var bottom = plane[lower + left] + (right * (plane[lower + next] - plane[lower + left]));

                // Interpolation may pass the larger of two equal values by a last bit.
                destination[start + i] = Math.Clamp(top + (down * (bottom - top)), 0, 1);
            }
        }
    }
}
