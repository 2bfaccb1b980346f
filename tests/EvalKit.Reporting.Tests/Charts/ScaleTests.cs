using EvalKit.Reporting.Charts;

namespace EvalKit.Reporting.Tests.Charts;

public sealed class ScaleTests
{
    [Fact]
    public void A_linear_scale_takes_equal_lengths_for_equal_steps()
    {
        var scale = new Scale(0.6, 1.0, 200, 0);

        Assert.Equal(200, scale.At(0.6), 9);
        Assert.Equal(100, scale.At(0.8), 9);
        Assert.Equal(0, scale.At(1.0), 9);
    }

    [Fact]
    public void A_logarithmic_scale_takes_equal_lengths_for_equal_ratios()
    {
        var scale = new Scale(1_000, 100_000, 0, 100, IsLog: true);

        Assert.Equal(0, scale.At(1_000), 9);
        Assert.Equal(50, scale.At(10_000), 9);
        Assert.Equal([1_000, 10_000, 100_000], scale.Ticks(4));
    }

    [Fact]
    public void A_short_logarithmic_scale_has_ticks_between_the_powers() =>
        Assert.Equal([0.05, 0.1, 0.2, 0.5], new Scale(0.04, 0.6, 0, 100, IsLog: true).Ticks(4), (one, other) => Math.Abs(one - other) < 1e-9);

    [Theory]
    [InlineData(0.61, 0.94, new[] { 0.7, 0.8, 0.9 })]
    [InlineData(-0.03, 0.31, new[] { 0, 0.1, 0.2, 0.3 })]
    [InlineData(83, 94, new[] { 85, 87.5, 90, 92.5 })]
    public void Ticks_are_round_and_within(double low, double high, double[] expected) =>
        Assert.Equal(expected, new Scale(low, high, 0, 100).Ticks(5), (one, other) => Math.Abs(one - other) < 1e-9);

    [Fact]
    public void A_single_value_stands_in_the_middle()
    {
        Assert.Equal(50, Scale.Over([0.8], 0, 100).At(0.8), 9);
        Assert.Equal(50, Scale.Over([65_800], 0, 100, isLog: true).At(65_800), 9);
    }
}
