using EvalKit.Core.Statistics;

namespace EvalKit.Core.Tests.Statistics;

public sealed class BoundedMeanTests
{
    private static readonly Intervals Intervals = new(0.90, new Resamples(7));

    [Fact]
    public void Few_samples_have_the_bound_of_betting()
    {
        var values = Skewed(499);
        Assert.Equal(BettingInterval.Of(values, 0, 2, 0.90, isAnytime: false), BoundedMean.Of(values, 0, 2, Intervals));
    }

    [Fact]
    public void Many_samples_and_wide_ranges_have_that_of_a_mean()
    {
        Assert.Equal(Intervals.Mean(Skewed(500), "x"), BoundedMean.Of(Skewed(500), 0, 2, Intervals, "x"));
        Assert.Equal(Intervals.Mean(Skewed(499)), BoundedMean.Of(Skewed(499), 0, 103, Intervals));
        Assert.Equal(Intervals.Mean(Skewed(499)), BoundedMean.Of(Skewed(499), 0, double.PositiveInfinity, Intervals));
    }

    /// <summary>Of 100 samples none differs from 0.5: fewer than 1 − 0.05^(1/100) = 2.951 % do, with values from 0 to 2.</summary>
    [Fact]
    public void Equal_values_still_bound_the_mean()
    {
        var estimate = BoundedMean.Of(Enumerable.Repeat(0.5, 100).ToArray(), 0, 2, Intervals);
        Assert.Equal(0.5 - (0.5 * 0.02951), estimate.Low!.Value, 4);
        Assert.Equal(0.5 + (1.5 * 0.02951), estimate.High!.Value, 4);
    }

    private static double[] Skewed(int n) => [.. Enumerable.Range(0, n).Select(i => 2 * Math.Pow(i / (double)n, 4))];
}
