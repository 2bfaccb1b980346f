using System.Numerics;
using System.Runtime.InteropServices;

namespace EvalKit.Core.Randomness;

/// <summary>
/// The random numbers of one sample: xoshiro256++ (Blackman and Vigna 2019) seeded by SplitMix64 from a key that depends on
/// (seed, method, severity, sample id) only, so that results do not depend on threads, batches, order or resuming.
/// A mutable value: pass it by reference.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public struct RandomStream
{
    private ulong _s0, _s1, _s2, _s3;

    /// <summary>Starts the stream of a key.</summary>
    /// <param name="key">From <see cref="KeyOf"/>.</param>
    public RandomStream(ulong key)
    {
        _s0 = SplitMix(ref key);
        _s1 = SplitMix(ref key);
        _s2 = SplitMix(ref key);
        _s3 = SplitMix(ref key);
    }

    /// <summary>The key of a sample's stream for one method at one severity.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="method">The method's kind.</param>
    /// <param name="severity">The severity, 0 where the method has none.</param>
    /// <param name="sampleId">The sample's id.</param>
    public static ulong KeyOf(ulong seed, string method, int severity, string sampleId)
    {
        var key = Mix(seed, Hash(method));
        key = Mix(key, (ulong)severity);
        return Mix(key, Hash(sampleId));
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_s0 + _s3, 23) + _s0;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A number uniform in [0, 1), with 53 random bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number uniform in [0, 1), with 24 random bits.</summary>
    public float NextSingle() => (NextBits() >> 40) * (1.0f / (1UL << 24));

    /// <summary>An integer uniform in [0, bound), without bias (Lemire 2019).</summary>
    /// <param name="bound">Positive.</param>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var range = (ulong)(uint)bound;
        while (true)
        {
            var product = (UInt128)NextBits() * range;
            var low = (ulong)product;
            if (low >= range || low >= (0UL - range) % range) return (int)(product >> 64);
        }
    }

    /// <summary>A standard normal number (ziggurat method: Marsaglia and Tsang 2000).</summary>
    public double NextGaussian() => Ziggurat.Next(ref this);

    /// <summary>A Poisson number, exact in distribution (inversion, and from a mean of 10 on PTRS: Hörmann 1993).</summary>
    /// <param name="mean">From 0 to 1e9.</param>
    /// <exception cref="ArgumentOutOfRangeException">The mean is outside its range or not a number.</exception>
    public int NextPoisson(double mean)
    {
        if (!(mean >= 0 && mean <= 1e9)) throw new ArgumentOutOfRangeException(nameof(mean), mean, "A Poisson mean lies in 0 to 1e9.");
        return PoissonSampling.Next(ref this, mean);
    }

    /// <summary>Fills a span with independent numbers uniform in [0, 1), each with 24 random bits.</summary>
    /// <param name="values">Receives the numbers.</param>
    public void FillUniform(Span<float> values)
    {
        // A local copy stays in registers.
        var random = this;
        for (var i = 0; i < values.Length; i++) values[i] = random.NextSingle();
        this = random;
    }

    /// <summary>Fills a span with independent standard normal numbers, the same as successive <see cref="NextGaussian"/>.</summary>
    /// <param name="values">Receives the numbers.</param>
    public void FillGaussian(Span<float> values) => Ziggurat.Fill(ref this, values);

    /// <summary>Puts the values in a random order, each order being equally likely (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    private static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private static ulong Mix(ulong key, ulong value)
    {
        var state = key ^ BitOperations.RotateLeft(value, 32);
        return SplitMix(ref state) + value;
    }

    // FNV-1a over UTF-16 code units: stable over processes, unlike string.GetHashCode.
    private static ulong Hash(string text)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var unit in text) hash = (hash ^ unit) * 0x100000001B3;
        return hash;
    }
}
