using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EvalKit.Core.Randomness;

namespace EvalKit.Core.Statistics;

/// <summary>
/// Bootstrap resamples (Efron 1979): how often each of n samples is drawn in n draws with replacement. They depend on the
/// seed, n and the resample's number only, so that models evaluated on the same samples are resampled alike, in pairs, and
/// no thread changes a figure. Drawn once for each n and shared; safe to use from several threads.
/// </summary>
/// <param name="seed">The run's seed.</param>
public sealed class Resamples(ulong seed)
{
    /// <summary>The number of resamples for an interval.</summary>
    public const int Usual = 2_000;

    /// <summary>The number of resamples where a tail is corrected for many comparisons.</summary>
    public const int Corrected = 20_000;

    // What is kept: 2,000 resamples of 10,000 samples take 20 MB. Larger ones are drawn anew for each figure.
    private const long KeptBytes = 32L << 20;

    private readonly ConcurrentDictionary<(int N, int Count), Lazy<byte[]>> _kept = new();

    /// <summary>A figure of a weighted sample.</summary>
    /// <param name="weights">How often each sample was drawn; they sum to the number of samples.</param>
    public delegate double Statistic(ReadOnlySpan<byte> weights);

    /// <summary>The statistic of each resample.</summary>
    /// <param name="n">The number of samples, positive.</param>
    /// <param name="count">The number of resamples.</param>
    /// <param name="statistic">The figure.</param>
    public double[] Replicate(int n, int count, Statistic statistic)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        ArgumentNullException.ThrowIfNull(statistic);
        var values = new double[count];
        if ((long)n * count <= KeptBytes)
        {
            var kept = _kept.GetOrAdd((n, count), key => new Lazy<byte[]>(() => DrawAll(key.N, key.Count))).Value;
            for (var i = 0; i < count; i++) values[i] = statistic(kept.AsSpan(i * n, n));
        }
        else
        {
            var weights = new byte[n];
            for (var i = 0; i < count; i++)
            {
                Draw(i, weights);
                values[i] = statistic(weights);
            }
        }

        return values;
    }

    /// <summary>The mean of the values in each resample.</summary>
    /// <param name="values">One value a sample.</param>
    /// <param name="count">The number of resamples.</param>
    public double[] Means(ReadOnlyMemory<double> values, int count) =>
        Replicate(values.Length, count, weights => WeightedSum(weights, values.Span) / values.Length);

    /// <summary>Σ weight · value, the same to the last bit on every processor.</summary>
    /// <param name="weights">How often each sample was drawn.</param>
    /// <param name="values">One value a sample, at least as many as weights.</param>
    public static unsafe double WeightedSum(ReadOnlySpan<byte> weights, ReadOnlySpan<double> values)
    {
        // Four sums of every fourth product, in a vector or apart: the same additions in the same order.
        Span<double> sums = [0, 0, 0, 0];
        values = values[..weights.Length];
        var i = 0;
        if (Avx2.IsSupported)
        {
            // An integer below 2⁵² or-ed into the bits of 2⁵² is that much above it.
            var offset = Vector256.Create(4503599627370496.0);
            var vector = Vector256<double>.Zero;
            fixed (byte* weight = weights)
            fixed (double* value = values)
            {
                for (; i + 3 < weights.Length; i += 4)
                {
                    var drawn = (Avx2.ConvertToVector256Int64(weight + i).AsDouble() | offset) - offset;
                    vector += drawn * Vector256.Load(value + i);
                }
            }

            vector.CopyTo(sums);
        }

        for (; i < weights.Length; i++) sums[i % 4] += weights[i] * values[i];
        return sums[0] + sums[1] + (sums[2] + sums[3]);
    }

    private byte[] DrawAll(int n, int count)
    {
        var weights = new byte[n * count];
        Parallel.For(0, count, i => Draw(i, weights.AsSpan(i * n, n)));
        return weights;
    }

    // A weight passes 255 with a chance below 1e-500 where n is above 255.
    private void Draw(int resample, Span<byte> weights)
    {
        var random = new RandomStream(RandomStream.KeyOf(
            seed, "bootstrap", resample, weights.Length.ToString(CultureInfo.InvariantCulture)));
        weights.Clear();
        for (var i = 0; i < weights.Length; i++) weights[random.NextInt(weights.Length)]++;
    }
}
