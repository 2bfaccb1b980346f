using EvalKit.Core.Statistics;

namespace EvalKit.Core.Tests.Statistics;

public sealed class WilsonTests
{
    /// <summary>Newcombe 1998, Two-sided confidence intervals for the single proportion, table I, method 3.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Gives_the_published_intervals(int hits, int n, double low, double high)
    {
        var interval = Wilson.Of(hits, n, 0.95);
        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    [Fact]
    public void Ends_at_one_where_all_are_hits()
    {
        var interval = Wilson.Of(20, 20, 0.95);
        Assert.Equal(1, interval.High);
        Assert.Equal(1 - 0.1611, interval.Low, 4);
    }

    [Fact]
    public void Shrinks_to_the_proportion_at_confidence_zero() => Assert.Equal(new Interval(0.25, 0.25), Wilson.Of(1, 4, 0));
}
