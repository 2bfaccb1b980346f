using EvalKit.Core.Comparison.Growth;

namespace EvalKit.Core.Tests.Comparison.Growth;

public sealed class GrowthFitTests
{
    private static readonly double[] Wiggles = [1, -1, 0.5, -0.5, -1, 1, -0.5, 0.5, 1, -1, -0.5, 0.5];

    /// <summary>Slope and t interval by hand: 0.15 (0.101387 to 0.198613) with three degrees of freedom, x in doublings.</summary>
    [Fact]
    public void A_straight_line_has_students_interval()
    {
        var law = GrowthFit.Of([1, 2, 4, 8, 16], [0.1, 0.3, 0.35, 0.6, 0.7])!;
        Assert.Equal(GrowthForm.LogLinear, law.Form);
        Assert.Equal(0.15, law.Doubling.Value, 10);
        Assert.Equal(0.10138732970300773, law.Doubling.Low, 8);
        Assert.Equal(0.19861267029699226, law.Doubling.High, 8);
        Assert.Equal(double.NaN, law.Curvature);
        Assert.Null(law.Plateau);
        // The mean, 0.41, at the mean size 4, and 0.15 more a doubling.
        Assert.Equal(0.56, law.Curve.At(8), 10);
    }

    /// <summary>
    /// y = 3 − 2 (N/1e4)^−0.5 gains 2 (1 − 2^−0.5) (N/1e4)^−0.5 in the doubling from N: 0.0513 at N = 1e4 (0.5858 / 0.0513)².
    /// </summary>
    [Fact]
    public void A_saturating_law_is_found_with_its_place()
    {
        var sizes = Sizes(12);
        var law = GrowthFit.Of(sizes, [.. sizes.Select((size, i) => 3 - (2 * Math.Pow(size / 1e4, -0.5)) + (0.002 * Wiggles[i]))])!;
        var place = 1e4 * Math.Pow(2 * (1 - Math.Sqrt(0.5)) / -Math.Log(0.95), 2);
        Assert.Equal(GrowthForm.Saturating, law.Form);
        Assert.True(law.HasPlateau);
        Assert.InRange(law.Plateau!.Size, place * 0.97, place * 1.03);
        Assert.InRange(place, law.Plateau.Low, law.Plateau.High);
        Assert.Equal(3, law.Asymptote, 2);
        Assert.Equal(2 * (1 - Math.Sqrt(0.5)) * Math.Pow(1e8 / 2 / 1e4, -0.5), law.LastDoubling!.Value, 2);
        Assert.False(law.StillGrows);
        Assert.Equal(3 - (2 * Math.Pow(1e6 / 1e4, -0.5)), law.Curve.At(1e6), 2);
    }

    [Fact]
    public void A_line_with_noise_is_no_plateau_and_still_grows()
    {
        var sizes = Sizes(12);
        var law = GrowthFit.Of(sizes, [.. sizes.Select((size, i) => (0.2 * Math.Log2(size)) + (0.03 * Wiggles[i]))])!;
        Assert.Equal(GrowthForm.LogLinear, law.Form);
        Assert.False(law.HasPlateau);
        Assert.True(law.StillGrows);
    }

    [Fact]
    public void With_seven_sizes_no_curve_is_told_from_noise()
    {
        var sizes = Sizes(7);
        var law = GrowthFit.Of(sizes, [.. sizes.Select(size => 3 - (2 * Math.Pow(size / 1e4, -0.5)))])!;
        Assert.Equal(double.NaN, law.Curvature);
        Assert.Equal(GrowthForm.LogLinear, law.Form);
    }

    [Fact]
    public void Noise_alone_is_constant()
    {
        var law = GrowthFit.Of(Sizes(12), Wiggles)!;
        Assert.Equal(GrowthForm.Constant, law.Form);
        Assert.False(law.HasPlateau);
        Assert.Equal(Wiggles.Average(), law.Curve.At(1e7), 10);
    }

    /// <summary>The profile's end is where an F-test with 1 and n − 3 degrees of freedom rejects: by the curve through that gain.</summary>
    [Fact]
    public void The_interval_of_the_last_doubling_ends_where_the_F_test_rejects()
    {
        var sizes = Sizes(9);
        double[] y = [.. sizes.Select((size, i) => 2.5 - (1.8 * Math.Pow(size / 1e4, -0.3)) + (0.03 * Wiggles[i]))];
        var law = GrowthFit.Of(sizes, y)!;
        var curve = new SaturatingCurve([.. sizes.Select(size => Math.Log(size))], y);
        const double Quantile = 5.987377607273699; // F(1, 6) at 95 %, from tables
        var limit = curve.Best().Squares * (1 + (Quantile / 6));
        Assert.Equal(limit, curve.Squares(Math.Log(1e8 / 2), law.LastDoubling!.Low), 6);
        Assert.Equal(limit, curve.Squares(Math.Log(1e8 / 2), law.LastDoubling.High), 6);
    }

    [Fact]
    public void Two_sizes_have_no_law() => Assert.Null(GrowthFit.Of([1, 1, 2, 2], [0.1, 0.2, 0.3, 0.4]));

    private static double[] Sizes(int count) => [.. Enumerable.Range(0, count).Select(i => 1e4 * Math.Pow(1e4, i / (count - 1.0)))];
}
