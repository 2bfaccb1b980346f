using EvalKit.Core.Comparison;

namespace EvalKit.Core.Tests.Comparison;

public sealed class ParetoFrontTests
{
    [Fact]
    public void None_on_the_front_is_both_larger_and_no_better() =>
        Assert.Equal([1, 0, 4], ParetoFront.Of([10, 5, 20, 30, 40], [0.8, 0.7, 0.75, 0.8, 0.9], 1));

    [Fact]
    public void Of_one_size_the_best_are_on_it_and_unknown_ones_are_not() =>
        Assert.Equal([0, 1], ParetoFront.Of([10, 10, 10, double.NaN, 20], [1, 1, 2, 0, double.NaN], -1));
}
