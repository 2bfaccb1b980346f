using System.Runtime.Intrinsics;
using EvalKit.Core.Memory;

namespace EvalKit.Methods.Perturbations;

/// <summary>
/// Makes a plane smaller by a box filter on 8-bit levels, bit for bit as Pillow does: along the rows, then along the columns,
/// each time the mean of the levels in the box, with 22 bits after the point, and rounded to a level. Eight rows are filtered
/// at a time, transposed, so that a vector holds a level of each.
/// </summary>
internal static class BoxShrinking
{
    private const int Bits = 22;

    /// <summary>Shrinks.</summary>
    /// <param name="plane">[height, width], values 0 to 1.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="small">Receives [rows, <see cref="StrideOf"/> columns] levels; what lies beyond the columns has no meaning.</param>
    /// <param name="rows">Rows wanted, at most as many as there are.</param>
    /// <param name="columns">Columns wanted, at most as many as there are.</param>
    public static void Apply(ReadOnlySpan<float> plane, int height, int width, Span<int> small, int rows, int columns)
    {
        var (wide, few) = (StrideOf(width), StrideOf(columns));
        using var levels = new PooledBuffer<int>(Transposition.Side * wide);
        using var turned = new PooledBuffer<int>(Transposition.Side * wide);
        using var shrunk = new PooledBuffer<int>(Transposition.Side * few);
        using var narrow = new PooledBuffer<int>(StrideOf(height) * few);
        using var line = new PooledBuffer<float>(wide);
        using var boxes = new PooledBuffer<Box>(columns + rows);
        Fill(boxes.Span[..columns], width);
        Fill(boxes.Span[columns..], height);
        shrunk.Span.Clear();
        line.Span.Clear();
        for (var top = 0; top < height; top += Transposition.Side)
        {
            for (var i = 0; i < Transposition.Side; i++)
            {
                plane.Slice(Math.Min(top + i, height - 1) * width, width).CopyTo(line.Span);
                Levels.FromValues(line.Span, levels.Span.Slice(i * wide, wide));
            }

            Transposition.OfRows(levels.Span, turned.Span, wide);
            Average(turned.Span, Transposition.Side, boxes.Span[..columns], shrunk.Span);
            Transposition.OfColumns(shrunk.Span, narrow.Span[(top * few)..], few);
        }

        Average(narrow.Span, few, boxes.Span[columns..], small);
    }

    /// <summary>From one row of the result to the next.</summary>
    public static int StrideOf(int columns) => (columns + Transposition.Side - 1) / Transposition.Side * Transposition.Side;

    // The mean of lines of numbers that lie a stride apart.
    private static void Average(ReadOnlySpan<int> lines, int stride, ReadOnlySpan<Box> boxes, Span<int> means)
    {
        for (var i = 0; i < boxes.Length; i++)
        {
            var (first, count, weight) = boxes[i];
            for (var x = 0; x < stride; x += Vector256<int>.Count)
            {
                var sum = Vector256<int>.Zero;
                for (var k = first; k < first + count; k++) sum += Vector256.Create(lines[((k * stride) + x)..]);
                (((sum * weight) + Vector256.Create(1 << (Bits - 1))) >> Bits).CopyTo(means[((i * stride) + x)..]);
            }
        }
    }

    // The pixels whose middles lie within half a step of the middle wanted (Pillow, Resample.c, box_filter).
    private static void Fill(Span<Box> boxes, int length)
    {
        var step = (double)length / boxes.Length;
        for (var i = 0; i < boxes.Length; i++)
        {
            var middle = (i + 0.5) * step;
            var first = Math.Max((int)(middle - (0.5 * step) + 0.5), 0);
            var end = Math.Min((int)(middle + (0.5 * step) + 0.5), length);
            while (!IsInside(first)) first++;
            while (!IsInside(end - 1)) end--;
            boxes[i] = new Box(first, end - first, (int)Math.Round((1 << Bits) / (double)(end - first), MidpointRounding.AwayFromZero));

            bool IsInside(int place) => (place - middle + 0.5) / step is > -0.5 and <= 0.5;
        }
    }

    private readonly record struct Box(int First, int Count, int Weight);
}
