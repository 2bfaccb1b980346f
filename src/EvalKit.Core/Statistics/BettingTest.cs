namespace EvalKit.Core.Statistics;

/// <summary>
/// Evidence that grows with each sample, for a mean of bounded values: a gambler bets against the hypothesis that the mean is at
/// most (or at least) a number, at odds that are fair under it. By Ville's inequality the capital, 1 at the start, ever reaches
/// 1/α with a chance of at most α while the hypothesis holds, so that the test may be looked at after every sample and stopped at
/// will: Waudby-Smith and Ramdas 2024, "Estimating means of bounded random variables by betting", JRSS B 86, section 4.
/// </summary>
/// <remarks>
/// The capital is shared out equally over eight fixed bets, each half the one before (a mixture, as in their section 5 and in
/// Cover's universal portfolio): where a fixed number of samples would do with a power of 90 %, it stops after about as many.
/// </remarks>
public sealed class BettingTest
{
    private const int Bets = 8;
    private const double Boldest = 0.9;

    // Far beyond any error rate; it keeps the product finite.
    private const double Enough = 1e100;

    private readonly double[] _capital = new double[Bets];
    private readonly double[] _bets = new double[Bets];
    private readonly double _mean;
    private readonly double _sign;

    /// <summary>Starts a test.</summary>
    /// <param name="low">The least value possible.</param>
    /// <param name="high">The largest value possible.</param>
    /// <param name="mean">The mean under the hypothesis, between the two.</param>
    /// <param name="isAbove">Whether evidence is sought that the mean is above it, else below.</param>
    public BettingTest(double low, double high, double mean, bool isAbove)
    {
        if (!(low < high)) throw new ArgumentOutOfRangeException(nameof(high), high, "The largest value must be above the least.");
        (_mean, _sign) = (mean, isAbove ? 1 : -1);
        // The most that a single value can lose; where none can, the hypothesis is impossible and any bet wins.
        var risk = isAbove ? mean - low : high - mean;
        for (var i = 0; i < Bets; i++)
        {
            _bets[i] = risk > 0 ? Boldest / risk * Math.Pow(2, -i) : 0;
            _capital[i] = 1.0 / Bets;
        }
    }

    /// <summary>The number of values.</summary>
    public long N { get; private set; }

    /// <summary>
    /// The capital now, whatever the order of the values: its inverse is a p-value where the number of values was fixed beforehand.
    /// </summary>
    public double Capital { get; private set; } = 1;

    /// <summary>The largest capital so far: its inverse is a p-value at whatever moment it is looked at.</summary>
    public double Evidence { get; private set; } = 1;

    /// <summary>Adds the value of a further sample.</summary>
    /// <param name="value">From the least to the largest possible.</param>
    public void Add(double value)
    {
        N++;
        if (Capital >= Enough) return;
        var gain = _sign * (value - _mean);
        var sum = 0.0;
        for (var i = 0; i < Bets; i++) sum += _capital[i] *= 1 + (_bets[i] * gain);
        Capital = sum;
        Evidence = Math.Max(Evidence, sum);
    }

    /// <summary>Adds values in their order.</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        foreach (var value in values) Add(value);
    }
}
