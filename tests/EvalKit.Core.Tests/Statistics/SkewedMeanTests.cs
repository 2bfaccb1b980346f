using EvalKit.Core.Statistics;

namespace EvalKit.Core.Tests.Statistics;

public sealed class SkewedMeanTests
{
    // Sixteen zeros: two models that differ on four of twenty samples.
    private static readonly double[] Few = [.. new double[16], 0.1, -0.05, 2, 0.3];

    /// <summary>
    /// Computed apart in Python from the formula: skewness 3.971, kurtosis 17.16, so 0.7 · 2.475 degrees of freedom, whose quantile
    /// by numerical integration is 5.0065.
    /// </summary>
    [Fact]
    public void The_interval_is_hall_s_at_seven_tenths_of_the_variance_s_own_degrees_of_freedom()
    {
        var interval = SkewedMean.Of(Few, 0.95);
        Assert.Equal(-0.1350888743904053, interval.Low, 8);
        Assert.Equal(0.9749691055780051, interval.High, 8);
    }

    [Fact]
    public void Without_skewness_it_is_symmetric()
    {
        double[] values = [.. new double[30], -1, 1, -2, 2];
        var interval = SkewedMean.Of(values, 0.95);
        Assert.Equal(-interval.Low, interval.High, 12);
    }

    [Fact]
    public void It_is_taken_where_the_usual_intervals_cover_too_rarely()
    {
        Assert.True(SkewedMean.IsNeeded(Few));
        Assert.False(SkewedMean.IsNeeded([.. Enumerable.Range(0, 100).Select(i => Math.Sin(i))]));
        var estimate = new Intervals(0.95, new Resamples(0)).Mean(Few);
        Assert.Equal(SkewedMean.Of(Few, 0.95), new Interval(estimate.Low!.Value, estimate.High!.Value));
    }
}
