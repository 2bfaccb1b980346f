using EvalKit.Data.Drawing;

namespace EvalKit.Data.Tests.Drawing;

public sealed class HeatScaleTests
{
    [Fact]
    public void It_ends_at_the_99th_percentile_of_magnitudes()
    {
        Assert.Equal(new HeatScale(0, 198, -1, 1), HeatScale.Of([.. Enumerable.Range(1, 200).Select(i => i % 2 == 0 ? i : -(float)i)]));
        Assert.Equal(new HeatScale(0, 3, -1, 0), HeatScale.Of([.. new float[299], -3]));
    }

    [Fact]
    public void Numbers_of_one_sign_begin_at_the_one_nearest_to_0()
    {
        Assert.Equal(new HeatScale(2, 3, 0, 1), HeatScale.Of([5, 2, 3]));
        Assert.Equal(new HeatScale(-2, 3, -1, 0), HeatScale.Of([-5, -2, -3]));
        Assert.Equal(new HeatScale(4, 1, 0, 0), HeatScale.Of([4, 4]));
    }

    [Fact]
    public void Places_and_numbers_are_inverse()
    {
        var scale = HeatScale.Of([5, 2, 3]);
        Assert.Equal((0f, 1f), (scale.Place(2), scale.Place(5)));
        Assert.Equal((2f, 5f), (scale.Number(0), scale.Number(1)));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void What_is_not_finite_is_refused(float number) =>
        Assert.Throws<ArgumentException>(() => HeatScale.Of([0, number, 1]));
}
