using EvalKit.Core.Metrics;

namespace EvalKit.Core.Tests.Metrics;

public sealed class CommonSamplesTests
{
    [Fact]
    public void Finds_the_rows_of_common_samples()
    {
        var common = CommonSamples.Of([new[] { 0, 2, 4, 6, 8 }, new[] { 1, 2, 3, 6, 8 }, new[] { 2, 8, 9 }]);
        Assert.Equal([2, 8], common.Samples.ToArray());
        Assert.Equal([1, 4], common.Rows(0).ToArray());
        Assert.Equal([1, 4], common.Rows(1).ToArray());
        Assert.Equal([0, 1], common.Rows(2).ToArray());
    }

    [Fact]
    public void May_be_none() => Assert.Equal(0, CommonSamples.Of([new[] { 1 }, new[] { 2 }]).Count);
}
