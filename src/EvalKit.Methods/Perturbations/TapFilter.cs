using System.Numerics;
using System.Runtime.InteropServices;
using EvalKit.Core.Memory;

namespace EvalKit.Methods.Perturbations;

/// <summary>A filter given by its terms, for kernels that are thin or cannot be separated.</summary>
internal static class TapFilter
{
    /// <summary>Sets every pixel to the sum of its terms.</summary>
    /// <param name="source">[height, width]; left unchanged.</param>
    /// <param name="destination">Receives the same shape; must not overlap the source.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="taps">The terms.</param>
    /// <param name="border">What lies beyond the edge.</param>
    public static void Apply(
        ReadOnlySpan<float> source, Span<float> destination, int height, int width, ReadOnlySpan<Tap> taps, Border border)
    {
        var (rows, columns) = (0, 0);
        foreach (var tap in taps)
        {
            rows = Math.Max(rows, Math.Abs(tap.Row));
            columns = Math.Max(columns, Math.Abs(tap.Column));
        }

        var stride = width + (2 * columns);
        using var buffer = new PooledBuffer<float>((height + (2 * rows)) * stride);
        PaddedPlane.Fill(source, buffer.Span, height, width, rows, columns, border);

        using var places = new PooledBuffer<nint>(taps.Length);
        using var weights = new PooledBuffer<float>(taps.Length);
        for (var t = 0; t < taps.Length; t++)
        {
            places.Span[t] = ((rows + taps[t].Row) * stride) + columns + taps[t].Column;
            weights.Span[t] = taps[t].Weight;
        }

        for (var y = 0; y < height; y++)
            SumRow(buffer.Span[(y * stride)..], destination.Slice(y * width, width), places.Span, weights.Span);
    }

    // Fused products, so that each value is rounded alike whatever the width of the processor's vectors. Four vectors at a
    // time hide the latency of the sums.
    private static void SumRow(ReadOnlySpan<float> origin, Span<float> result, ReadOnlySpan<nint> places, ReadOnlySpan<float> weights)
    {
        ref var start = ref MemoryMarshal.GetReference(origin);
        ref var target = ref MemoryMarshal.GetReference(result);
        var step = Vector<float>.Count;
        var x = 0;
        for (; x <= result.Length - (4 * step); x += 4 * step)
        {
            var (sum0, sum1, sum2, sum3) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
            for (var t = 0; t < places.Length; t++)
            {
                var weight = new Vector<float>(weights[t]);
                var place = (nuint)(places[t] + x);
                sum0 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref start, place), weight, sum0);
                sum1 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref start, place + (nuint)step), weight, sum1);
                sum2 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref start, place + (nuint)(2 * step)), weight, sum2);
                sum3 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref start, place + (nuint)(3 * step)), weight, sum3);
            }

            sum0.StoreUnsafe(ref target, (nuint)x);
            sum1.StoreUnsafe(ref target, (nuint)(x + step));
            sum2.StoreUnsafe(ref target, (nuint)(x + (2 * step)));
            sum3.StoreUnsafe(ref target, (nuint)(x + (3 * step)));
        }

        for (; x < result.Length; x++)
        {
            var sum = 0f;
            for (var t = 0; t < places.Length; t++) sum = MathF.FusedMultiplyAdd(origin[(int)places[t] + x], weights[t], sum);
            result[x] = sum;
        }
    }
}
