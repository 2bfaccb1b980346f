using EvalKit.Core.Memory;
using EvalKit.Core.Randomness;

namespace EvalKit.Methods.Perturbations;

/// <summary>
/// Poisson numbers for the means that 8-bit levels give, by inversion of the distribution function, which is tabulated for each
/// level when it is first wanted; a guide says where to begin (Devroye 1986, sections III.2.4 and X.3.3). Over pooled memory:
/// dispose it, and never copy it.
/// </summary>
internal readonly ref struct PoissonTables
{
    private const int Levels = 256;
    private const int Guides = 64;

    // More than any number below 1.
    private const double Beyond = 2;

    private readonly int _white;
    private readonly int _width;
    private readonly PooledBuffer<double> _sums;
    private readonly PooledBuffer<ushort> _guides;
    private readonly PooledBuffer<bool> _made;

    /// <summary>Makes empty tables.</summary>
    /// <param name="white">The mean for level 255, at most 500.</param>
    public PoissonTables(int white)
    {
        // Counts beyond ten standard deviations and twenty have a probability below 1e-20 at every mean.
        (_white, _width) = (white, white + (int)(10 * Math.Sqrt(white)) + 20);
        _sums = new PooledBuffer<double>(Levels * _width);
        _guides = new PooledBuffer<ushort>(Levels * Guides);
        _made = new PooledBuffer<bool>(Levels);
        _made.Span.Clear();
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        _sums.Dispose();
        _guides.Dispose();
        _made.Dispose();
    }

    /// <summary>The next number.</summary>
    /// <param name="random">The random numbers; one is drawn.</param>
    /// <param name="level">The level, whose mean is its share of white's.</param>
    public int Next(ref RandomStream random, byte level)
    {
        var sums = _sums.Span.Slice(level * _width, _width);
        var guides = _guides.Span.Slice(level * Guides, Guides);
        if (!_made.Span[level])
        {
            Fill(sums, guides, (double)Perturbations.Levels.ToValue(level) * _white);
            _made.Span[level] = true;
        }

        var uniform = random.NextDouble();
        int count = guides[(int)(uniform * Guides)];
        while (uniform >= sums[count]) count++;
        return count;
    }

    private static void Fill(Span<double> sums, Span<ushort> guides, double mean)
    {
        var probability = Math.Exp(-mean);
        var sum = 0.0;
        for (var count = 0; count < sums.Length; count++)
        {
            sum += probability;
            sums[count] = sum;
            probability *= mean / (count + 1);
        }

        sums[^1] = Beyond;
        ushort first = 0;
        for (var i = 0; i < guides.Length; i++)
        {
            while (sums[first] <= (double)i / Guides) first++;
            guides[i] = first;
        }
    }
}
