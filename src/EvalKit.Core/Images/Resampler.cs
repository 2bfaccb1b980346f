using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using EvalKit.Core.Data;

namespace EvalKit.Core.Images;

/// <summary>
/// Resizes one channel of a picture by separable filters that are antialiased when they shrink: first the rows, then the
/// columns, with the filters, supports and edge rule of Pillow.
/// </summary>
/// <remarks>Pillow, src/libImaging/Resample.c and, for the nearest pixel, src/libImaging/Geometry.c.</remarks>
public static class Resampler
{
    // Rows are filtered in bands, transposed, so that one kernel over contiguous numbers serves both passes.
    private const int BandRows = 64;

    /// <summary>Resizes numbers, of any range. Cubic and Lanczos filters may overshoot the range of the source.</summary>
    /// <param name="source">[sourceHeight, sourceWidth]; left unchanged.</param>
    /// <param name="sourceHeight">Rows of the source, at least 1.</param>
    /// <param name="sourceWidth">Columns of the source, at least 1.</param>
    /// <param name="destination">Receives [height, width]; must not overlap the source.</param>
    /// <param name="height">Rows wanted, at least 1.</param>
    /// <param name="width">Columns wanted, at least 1.</param>
    /// <param name="interpolation">The filter.</param>
    public static void Resize(
        ReadOnlySpan<float> source,
        int sourceHeight,
        int sourceWidth,
        Span<float> destination,
        int height,
        int width,
        Interpolation interpolation) =>
        Resize<float, float>(source, sourceHeight, sourceWidth, destination, height, width, interpolation);

    /// <summary>
    /// Resizes 8-bit levels, bit for bit as Pillow does: weights in fixed point, and the result of either pass rounded and
    /// clipped to whole levels.
    /// </summary>
    /// <param name="source">[sourceHeight, sourceWidth]; left unchanged.</param>
    /// <param name="sourceHeight">Rows of the source, at least 1.</param>
    /// <param name="sourceWidth">Columns of the source, at least 1.</param>
    /// <param name="destination">Receives [height, width]; must not overlap the source.</param>
    /// <param name="height">Rows wanted, at least 1.</param>
    /// <param name="width">Columns wanted, at least 1.</param>
    /// <param name="interpolation">The filter.</param>
    public static void Resize(
        ReadOnlySpan<byte> source,
        int sourceHeight,
        int sourceWidth,
        Span<byte> destination,
        int height,
        int width,
        Interpolation interpolation) =>
        Resize<byte, int>(source, sourceHeight, sourceWidth, destination, height, width, interpolation);

    private static void Resize<TPixel, TSum>(
        ReadOnlySpan<TPixel> source,
        int sourceHeight,
        int sourceWidth,
        Span<TPixel> destination,
        int height,
        int width,
        Interpolation interpolation)
        where TPixel : unmanaged, INumber<TPixel>
        where TSum : unmanaged, INumber<TSum>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(source.Length, sourceHeight * sourceWidth);
        ArgumentOutOfRangeException.ThrowIfNotEqual(destination.Length, height * width);
        if (interpolation == Interpolation.Nearest)
        {
            PickNearest(source, sourceHeight, sourceWidth, destination, height, width);
            return;
        }

        var rented = ArrayPool<TSum>.Shared.Rent(sourceHeight * width);
        var rows = rented.AsSpan(0, sourceHeight * width);
        FilterRows(source, sourceHeight, sourceWidth, rows, width, interpolation);
        FilterColumns(rows, sourceHeight, destination, height, width, interpolation);
        ArrayPool<TSum>.Shared.Return(rented);
    }

    private static void FilterRows<TPixel, TSum>(
        ReadOnlySpan<TPixel> source, int height, int sourceWidth, Span<TSum> destination, int width, Interpolation interpolation)
        where TPixel : unmanaged, INumber<TPixel>
        where TSum : unmanaged, INumber<TSum>
    {
        if (width == sourceWidth)
        {
            TensorPrimitives.ConvertTruncating(source, destination);
            return;
        }

        using var weights = ResamplingWeights<TSum>.Compute(sourceWidth, width, interpolation);
        var before = ArrayPool<TSum>.Shared.Rent(sourceWidth * BandRows);
        var after = ArrayPool<TSum>.Shared.Rent(width * BandRows);
        for (var top = 0; top < height; top += BandRows)
        {
            var rows = Math.Min(BandRows, height - top);
            for (var row = 0; row < rows; row++)
            {
                var line = source.Slice((top + row) * sourceWidth, sourceWidth);
                for (var x = 0; x < line.Length; x++) before[(x * rows) + row] = TSum.CreateTruncating(line[x]);
            }

            for (var x = 0; x < width; x++) Combine(before, rows, weights, x, after.AsSpan(x * rows, rows));
            for (var row = 0; row < rows; row++)
            {
                var line = destination.Slice((top + row) * width, width);
                for (var x = 0; x < line.Length; x++) line[x] = after[(x * rows) + row];
            }
        }

        ArrayPool<TSum>.Shared.Return(before);
        ArrayPool<TSum>.Shared.Return(after);
    }

    private static void FilterColumns<TPixel, TSum>(
        ReadOnlySpan<TSum> source, int sourceHeight, Span<TPixel> destination, int height, int width, Interpolation interpolation)
        where TPixel : unmanaged, INumber<TPixel>
        where TSum : unmanaged, INumber<TSum>
    {
        if (height == sourceHeight)
        {
            TensorPrimitives.ConvertTruncating(source, destination);
            return;
        }

        using var weights = ResamplingWeights<TSum>.Compute(sourceHeight, height, interpolation);
        var rented = ArrayPool<TSum>.Shared.Rent(width);
        var line = rented.AsSpan(0, width);
        for (var y = 0; y < height; y++)
        {
            Combine(source, width, weights, y, line);
            TensorPrimitives.ConvertTruncating<TSum, TPixel>(line, destination.Slice(y * width, width));
        }

        ArrayPool<TSum>.Shared.Return(rented);
    }

    /// <summary>Sums the weighted lines of the source that make one line of the result.</summary>
    private static void Combine<TSum>(
        ReadOnlySpan<TSum> source, int length, in ResamplingWeights<TSum> weights, int index, Span<TSum> result)
        where TSum : unmanaged, INumber<TSum>
    {
        var start = weights.First(index) * length;
        var lineWeights = weights.Of(index);
        TensorPrimitives.Multiply(source.Slice(start, length), lineWeights[0], result);
        foreach (var weight in lineWeights[1..])
        {
            start += length;
            TensorPrimitives.MultiplyAdd(source.Slice(start, length), weight, result, result);
        }

        if (typeof(TSum) == typeof(int)) RoundToLevels(MemoryMarshal.Cast<TSum, int>(result));
    }

    private static void RoundToLevels(Span<int> sums)
    {
        TensorPrimitives.Add(sums, 1 << (ResamplingFilter.FixedPointBits - 1), sums);
        TensorPrimitives.ShiftRightArithmetic(sums, ResamplingFilter.FixedPointBits, sums);
        TensorPrimitives.Clamp(sums, 0, 255, sums);
    }

    private static void PickNearest<TPixel>(
        ReadOnlySpan<TPixel> source, int sourceHeight, int sourceWidth, Span<TPixel> destination, int height, int width)
    {
        var places = ArrayPool<int>.Shared.Rent(width + height);
        var columns = places.AsSpan(0, width);
        var rows = places.AsSpan(width, height);
        FindNearest(columns, sourceWidth);
        FindNearest(rows, sourceHeight);
        for (var y = 0; y < height; y++)
        {
            var line = source.Slice(rows[y] * sourceWidth, sourceWidth);
            var result = destination.Slice(y * width, width);
            for (var x = 0; x < width; x++) result[x] = line[columns[x]];
        }

        ArrayPool<int>.Shared.Return(places);
    }

    // The position is added up rather than multiplied, so that it errs on the same side of a whole number as Pillow's.
    private static void FindNearest(Span<int> places, int sourceLength)
    {
        var step = (double)sourceLength / places.Length;
        var position = step * 0.5;
        foreach (ref var place in places)
        {
            place = Math.Min((int)position, sourceLength - 1);
            position += step;
        }
    }
}
