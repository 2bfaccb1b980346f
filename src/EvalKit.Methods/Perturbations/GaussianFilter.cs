using System.Numerics;
using EvalKit.Core.Memory;

namespace EvalKit.Methods.Perturbations;

/// <summary>
/// Convolution of a plane with a Gaussian, cut off at four standard deviations, the border pixels repeated outwards: the
/// filter of skimage.filters.gaussian by its defaults (scipy.ndimage.gaussian_filter, mode nearest).
/// </summary>
internal static class GaussianFilter
{
    private const double Truncation = 4;

    /// <summary>Blurs one plane.</summary>
    /// <param name="source">[height, width]; left unchanged.</param>
    /// <param name="destination">Receives the same shape; must not overlap the source.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="deviation">The Gaussian's standard deviation in pixels, above 0.</param>
    public static void Blur(ReadOnlySpan<float> source, Span<float> destination, int height, int width, double deviation)
    {
        var radius = (int)((Truncation * deviation) + 0.5);
        Span<float> weights = stackalloc float[radius + 1];
        FillWeights(weights, deviation);

        // First the plane with rows added above and below, then one row at a time with columns added left and right.
        using var buffer = new PooledBuffer<float>(Math.Max((height + (2 * radius)) * width, width + (2 * radius)));
        var padded = buffer.Span;
        for (var y = -radius; y < height + radius; y++)
        {
            var row = source.Slice(Math.Clamp(y, 0, height - 1) * width, width);
            row.CopyTo(padded[((y + radius) * width)..]);
        }

        Convolve(padded, width, weights, destination);

        var wide = padded[..(width + (2 * radius))];
        for (var y = 0; y < height; y++)
        {
            var row = destination.Slice(y * width, width);
            wide[..radius].Fill(row[0]);
            row.CopyTo(wide[radius..]);
            wide[(radius + width)..].Fill(row[^1]);
            Convolve(wide, 1, weights, row);
        }
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
