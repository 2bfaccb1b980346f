using System.Buffers;
using System.Numerics;
using EvalKit.Core.Data;

namespace EvalKit.Core.Images;

/// <summary>
/// For each place of a resampled line, the places of the source line that make it and their weights, which add up to 1.
/// </summary>
/// <typeparam name="T">The type of the sums: float, or int for weights in fixed point.</typeparam>
/// <remarks>Pillow, src/libImaging/Resample.c, precompute_coeffs.</remarks>
internal readonly ref struct ResamplingWeights<T>
    where T : INumber<T>
{
    private readonly int[] _first;
    private readonly int[] _count;
    private readonly T[] _weights;
    private readonly int _stride;

    private ResamplingWeights(int length, int stride)
    {
        _first = ArrayPool<int>.Shared.Rent(length);
        _count = ArrayPool<int>.Shared.Rent(length);
        _weights = ArrayPool<T>.Shared.Rent(length * stride);
        _stride = stride;
    }

    public static ResamplingWeights<T> Compute(int sourceLength, int length, Interpolation interpolation)
    {
        var scale = (double)sourceLength / length;
        // A filter is widened when it shrinks (antialiasing) and left as it is when it enlarges.
        var widening = Math.Max(scale, 1);
        var support = ResamplingFilter.Support(interpolation) * widening;
        var result = new ResamplingWeights<T>(length, ((int)Math.Ceiling(support) * 2) + 1);
        for (var i = 0; i < length; i++)
        {
            var centre = (i + 0.5) * scale;
            var first = Math.Max((int)(centre - support + 0.5), 0);
            var end = Math.Min((int)(centre + support + 0.5), sourceLength);
            result.Fill(i, first, end, centre, widening, interpolation);
        }

        return result;
    }

    public int First(int index) => _first[index];

    public ReadOnlySpan<T> Of(int index) => _weights.AsSpan(index * _stride, _count[index]);

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_first);
        ArrayPool<int>.Shared.Return(_count);
        ArrayPool<T>.Shared.Return(_weights);
    }

    private void Fill(int index, int first, int end, double centre, double widening, Interpolation interpolation)
    {
        _first[index] = first;
        _count[index] = end - first;
        var sum = 0.0;
        for (var i = first; i < end; i++) sum += ResamplingFilter.Value(interpolation, (i - centre + 0.5) / widening);
        for (var i = first; i < end; i++)
        {
            var weight = ResamplingFilter.Value(interpolation, (i - centre + 0.5) / widening) / sum;
            _weights[(index * _stride) + i - first] = typeof(T) == typeof(int)
                ? T.CreateTruncating(Math.Round(weight * (1 << ResamplingFilter.FixedPointBits), MidpointRounding.AwayFromZero))
                : T.CreateTruncating(weight);
        }
    }
}
