using EvalKit.Core.Statistics;

namespace EvalKit.Core.Tests.Statistics;

public sealed class StudentMeanTests
{
    private static readonly double[] Values = [0.3, -0.1, 0.25, 0.4, 0.05, 0.2];

    /// <summary>scipy.stats.t.interval and scipy.stats.ttest_1samp, SciPy 1.10.1.</summary>
    [Fact]
    public void Agrees_with_scipy()
    {
        var interval = StudentMean.Of(Values, 0.95);
        Assert.Equal(-0.0063408487, interval.Low, 8);
        Assert.Equal(0.3730075154, interval.High, 8);
        Assert.Equal(0.0555239812, StudentMean.PValue(Values), 8);
    }

    [Fact]
    public void Decides_without_spread()
    {
        Assert.Equal(1, StudentMean.PValue([0, 0, 0]));
        Assert.Equal(0, StudentMean.PValue([1, 1, 1]));
    }
}
