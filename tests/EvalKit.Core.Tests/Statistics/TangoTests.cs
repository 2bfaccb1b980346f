using EvalKit.Core.Statistics;

namespace EvalKit.Core.Tests.Statistics;

public sealed class TangoTests
{
    /// <summary>
    /// The airway hyper-responsiveness of Bentur et al. 2009, in Fagerland, Lydersen and Laake 2014, Recommended tests and
    /// confidence intervals for paired binomial proportions: −0.517 to −0.026.
    /// </summary>
    [Fact]
    public void Gives_the_published_interval()
    {
        var interval = Tango.Of(1, 7, 21, 0.95);
        Assert.Equal(-0.517, interval.Low, 3);
        Assert.Equal(-0.026, interval.High, 3);
    }

    /// <summary>Computed with SciPy: the discordant probability by numerical maximum likelihood, the ends by brentq.</summary>
    [Theory]
    [InlineData(1, 7, 21, 0.95, -0.5172323, -0.0260030)]
    [InlineData(9, 3, 100, 0.95, -0.0091156, 0.1376930)]
    [InlineData(12, 2, 50, 0.90, 0.0854744, 0.3204134)]
    [InlineData(120, 80, 10000, 0.95, 0.0012400, 0.0068308)]
    public void Agrees_with_numerical_maximum_likelihood(int first, int second, int n, double confidence, double low, double high)
    {
        var interval = Tango.Of(first, second, n, confidence);
        Assert.Equal(low, interval.Low, 6);
        Assert.Equal(high, interval.High, 6);
    }

    [Fact]
    public void Is_symmetric()
    {
        var one = Tango.Of(9, 3, 100, 0.95);
        var other = Tango.Of(3, 9, 100, 0.95);
        Assert.Equal(one.Low, -other.High, 12);
        Assert.Equal(one.High, -other.Low, 12);
    }

    /// <summary>Without discordant samples the score is −nΔ / √(nΔ(1 − Δ)) for Δ above 0: the end is z² / (n + z²), as Wilson's.</summary>
    [Fact]
    public void Is_wilson_s_where_nothing_is_discordant()
    {
        var interval = Tango.Of(0, 0, 50, 0.95);
        Assert.Equal(Wilson.Of(0, 50, 0.95).High, interval.High, 9);
        Assert.Equal(-interval.High, interval.Low, 9);
    }

    [Fact]
    public void Tests_equality_as_mc_nemar()
    {
        // z = 6 / √8.
        Assert.Equal(0.0338949, Tango.PValue(1, 7), 6);
        Assert.Equal(6 / Math.Sqrt(8), Tango.Score(7, 1, 21, 0), 9);
        Assert.Equal(1, Tango.PValue(0, 0));
    }
}
