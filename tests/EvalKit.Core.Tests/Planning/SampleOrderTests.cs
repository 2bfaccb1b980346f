using EvalKit.Core.Metrics;
using EvalKit.Core.Planning;

namespace EvalKit.Core.Tests.Planning;

public sealed class SampleOrderTests
{
    private static readonly SampleOrder Order = new(7, 100);

    [Fact]
    public void Each_sample_is_drawn_once_and_the_seed_decides_when()
    {
        int[] InData(SampleOrder order) => [.. Enumerable.Range(0, order.Count).Select(order.InData)];
        Assert.Equal(Enumerable.Range(0, 100), InData(Order).Order());
        Assert.NotEqual(Enumerable.Range(0, 100), InData(Order));
        Assert.Equal(InData(Order), InData(new SampleOrder(7, 100)));
        Assert.NotEqual(InData(Order), InData(new SampleOrder(8, 100)));
    }

    [Fact]
    public void Values_go_to_their_places_and_back()
    {
        var values = new SampleValues(new[] { 3, 50, 99, 120 }, new[] { 0.03, 0.5, 0.99, 1.2 });
        var drawn = Order.Drawn(values);
        Assert.Equal(drawn.Samples.ToArray().Order(), drawn.Samples.ToArray());
        Assert.Equal(drawn.Samples.ToArray(), Order.Drawn([3, 50, 99, 120]));
        foreach (var i in new[] { 0, 1, 2 }) Assert.Equal(Order.InData(drawn.Samples.Span[i]) / 100.0, drawn.Values.Span[i], 12);
        var back = Order.InData(drawn);
        Assert.Equal([3, 50, 99], back.Samples.ToArray());
        Assert.Equal([0.03, 0.5, 0.99], back.Values.ToArray());
    }
}
