using System.Numerics;
using EvalKit.Core.Memory;

namespace EvalKit.Methods.Perturbations;

/// <summary>Convolution of a plane with a Gaussian: the filter of skimage.filters.gaussian (scipy.ndimage.gaussian_filter).</summary>
internal static class GaussianFilter
{
    /// <summary>
    /// Blurs one plane, the Gaussian cut off at four standard deviations, the border pixels repeated outwards: scikit-image's
    /// defaults.
    /// </summary>
    /// <param name="source">[height, width]; left unchanged.</param>
    /// <param name="destination">Receives the same shape; must not overlap the source.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="deviation">The Gaussian's standard deviation in pixels, above 0.</param>
    public static void Blur(ReadOnlySpan<float> source, Span<float> destination, int height, int width, double deviation) =>
        Blur(source, destination, height, width, (deviation, deviation), truncation: 4, Border.Nearest);

    /// <summary>Blurs one plane.</summary>
    /// <param name="source">[height, width]; left unchanged.</param>
    /// <param name="destination">Receives the same shape; must not overlap the source.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="deviation">The Gaussian's standard deviation in pixels down the rows and along them, above 0.</param>
    /// <param name="truncation">At how many standard deviations it is cut off.</param>
    /// <param name="border">What lies beyond the edge.</param>
    public static void Blur(
        ReadOnlySpan<float> source,
        Span<float> destination,
        int height,
        int width,
        (double Rows, double Columns) deviation,
        double truncation,
        Border border)
    {
        using var rowWeights = new PooledBuffer<float>((int)((truncation * deviation.Rows) + 0.5) + 1);
        using var columnWeights = new PooledBuffer<float>((int)((truncation * deviation.Columns) + 0.5) + 1);
        var down = Weights(rowWeights.Span, deviation.Rows, height, border);
        var across = Weights(columnWeights.Span, deviation.Columns, width, border);
        var (rows, columns) = (down.Length - 1, across.Length - 1);
        using var buffer = new PooledBuffer<float>(Math.Max((height + (2 * rows)) * width, width + (2 * columns)));

        // First the plane with rows added above and below, then one row at a time with columns added left and right.
        var padded = buffer.Span[..((height + (2 * rows)) * width)];
        PaddedPlane.Fill(source, padded, height, width, rows, 0, border);
        Convolve(padded, width, down, destination);

        var wide = buffer.Span[..(width + (2 * columns))];
        for (var y = 0; y < height; y++)
        {
            var row = destination.Slice(y * width, width);
            PaddedPlane.Fill(row, wide, 1, width, 0, columns, border);
            Convolve(wide, 1, across, row);
        }
    }

    // A row that is mirrored at its edge repeats after twice its length, so that weights beyond its length add to nearer ones.
    private static ReadOnlySpan<float> Weights(Span<float> weights, double deviation, int length, Border border)
    {
        FillWeights(weights, deviation);
        if (border != Border.Reflect || weights.Length <= length + 1) return weights;
        for (var k = length + 1; k < weights.Length; k++)
        {
            var phase = k % (2 * length);
            var near = Math.Min(phase, (2 * length) - phase);
            weights[near] += near == 0 ? 2 * weights[k] : weights[k];
        }

        return weights[..(length + 1)];
    }

    // The centre's weight, then those at distance 1, 2, …; both sides together add up to 1.
    private static void FillWeights(Span<float> weights, double deviation)
    {
        var sum = 1.0;
        for (var k = 1; k < weights.Length; k++) sum += 2 * Math.Exp(-0.5 * k * k / (deviation * deviation));
        for (var k = 0; k < weights.Length; k++) weights[k] = (float)(Math.Exp(-0.5 * k * k / (deviation * deviation)) / sum);
    }

    /// <summary>
    /// Sums weighted values that lie <paramref name="step"/> apart. Fused products, so that each value is rounded alike
    /// whatever the width of the processor's vectors.
    /// </summary>
    private static void Convolve(ReadOnlySpan<float> padded, int step, ReadOnlySpan<float> weights, Span<float> result)
    {
        var centre = (weights.Length - 1) * step;
        var i = 0;
        for (; i <= result.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var sum = new Vector<float>(padded[(centre + i)..]) * weights[0];
            for (var k = 1; k < weights.Length; k++)
            {
                var pair = new Vector<float>(padded[(centre + i - (k * step))..]) + new Vector<float>(padded[(centre + i + (k * step))..]);
                sum = Vector.FusedMultiplyAdd(pair, new Vector<float>(weights[k]), sum);
            }

            sum.CopyTo(result[i..]);
        }

        for (; i < result.Length; i++)
        {
            var sum = padded[centre + i] * weights[0];
            for (var k = 1; k < weights.Length; k++)
            {
                var pair = padded[centre + i - (k * step)] + padded[centre + i + (k * step)];
                sum = MathF.FusedMultiplyAdd(pair, weights[k], sum);
            }

            result[i] = sum;
        }
    }
}
