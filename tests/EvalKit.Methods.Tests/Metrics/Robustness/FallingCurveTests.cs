using EvalKit.Methods.Metrics.Robustness;

namespace EvalKit.Methods.Tests.Metrics.Robustness;

public sealed class FallingCurveTests
{
    private static readonly double[] Levels = [1, 2, 4, 8];

    /// <summary>By hand: neighbours that rise become their mean, and that mean may have to join what is before it.</summary>
    [Theory]
    [InlineData(new[] { 0.9, 0.7, 0.2 }, new[] { 0.9, 0.7, 0.2 })]
    [InlineData(new[] { 0.9, 0.5, 0.7, 0.2 }, new[] { 0.9, 0.6, 0.6, 0.2 })]
    [InlineData(new[] { 0.6, 0.5, 0.7, 0.9 }, new[] { 0.675, 0.675, 0.675, 0.675 })]
    [InlineData(new[] { 0.6, 0.3, 0.2, 0.7 }, new[] { 0.6, 0.4, 0.4, 0.4 })]
    [InlineData(new[] { 0.5 }, new[] { 0.5 })]
    public void Is_pooled_until_nothing_rises(double[] values, double[] expected)
    {
        FallingCurve.Fit(values);
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < values.Length; i++) Assert.Equal(expected[i], values[i], 12);
    }

    /// <summary>A quarter of the way from 2 to 4 over the logarithm is 2 · 2^¼.</summary>
    [Theory]
    [InlineData(0.7, 2.378414230005442)]
    [InlineData(0.8, 2)]
    [InlineData(0.4, 4)]
    [InlineData(0.9, 1)]
    [InlineData(0.95, 0)]
    [InlineData(0.05, double.PositiveInfinity)]
    public void Crosses_a_target_between_levels_or_outside_the_grid(double target, double expected) =>
        Assert.Equal(expected, FallingCurve.Crossing(Levels, [0.9, 0.8, 0.4, 0.1], target), 12);

    [Fact]
    public void Of_a_flat_stretch_at_the_target_the_first_level_counts() =>
        Assert.Equal(2, FallingCurve.Crossing(Levels, [0.9, 0.5, 0.5, 0.1], 0.5));
}
