using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Methods.Attributions;

namespace EvalKit.Methods.Tests.Attributions;

public sealed class OcclusionTests
{
    private static readonly ImageShape Shape = new(2, 7, 9);

    [Theory]
    [InlineData(3, 2, 0.25)]
    [InlineData(2, 2, 0.0)]
    [InlineData(7, 5, null)]
    [InlineData(1, 1, null)]
    public void On_a_linear_function_a_pixel_has_the_mean_over_its_windows_of_weight_times_difference(int window, int stride, double? baseline)
    {
        var function = new LinearFunction(Shape, RandomArrays.Normal(Shape.Length, 1), 0.5f);
        var picture = RandomArrays.Uniform(Shape.Length, 2);
        var (attribution, error) = (new float[Shape.Pixels], new float[Shape.Pixels]);
        new Occlusion(window, stride, baseline).Attribute(new(function, picture, 0), attribution, error, default);

        var starts = (int side) => Enumerable.Range(0, side).Select(i => Math.Min(i * stride, side - window)).Distinct().ToArray();
        for (var y = 0; y < Shape.Height; y++)
        {
            for (var x = 0; x < Shape.Width; x++)
            {
                var drops =
                    from top in starts(Shape.Height)
                    from left in starts(Shape.Width)
                    where y >= top && y < top + window && x >= left && x < left + window
                    select Drop(function, picture, baseline, top, left, window);
                Assert.Equal(drops.Average(), attribution[(y * Shape.Width) + x], 1e-5);
            }
        }

        Assert.All(error, value => Assert.Equal(float.NaN, value));
    }

    [Theory]
    [InlineData(28, 4, 2)]
    [InlineData(32, 4, 2)]
    [InlineData(224, 32, 16)]
    public void The_default_window_is_a_seventh_of_the_side(int side, int window, int stride)
    {
        var shape = new ImageShape(1, side, side);
        var function = new LinearFunction(shape, RandomArrays.Normal(shape.Length, 3), 0, preferredBatch: 64);
        var picture = RandomArrays.Uniform(shape.Length, 4);
        var (byDefault, stated) = (new float[shape.Pixels], new float[shape.Pixels]);
        new Occlusion().Attribute(new(function, picture, 0), byDefault, [], default);
        new Occlusion(window, stride).Attribute(new(function, picture, 0), stated, [], default);
        Assert.Equal(stated, byDefault);
    }

    [Theory]
    [InlineData(8, 2, "occlusion: window is 8 pixels, but the picture is 7x9; at most 7 is allowed.")]
    [InlineData(2, 3, "occlusion: stride is 3 pixels, more than the window's 2, so that pixels would be left out; at most 2 is allowed.")]
    public void Windows_that_do_not_cover_the_picture_are_refused(int window, int stride, string message)
    {
        var function = new LinearFunction(Shape, new float[Shape.Length], 0);
        var error = Assert.Throws<UserException>(() =>
            new Occlusion(window, stride).Attribute(new(function, new float[Shape.Length], 0), new float[Shape.Pixels], [], default));
        Assert.Equal(message, error.Message);
    }

    private static double Drop(LinearFunction function, float[] picture, double? baseline, int top, int left, int window)
    {
        var drop = 0.0;
        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            var plane = picture.AsSpan(channel * Shape.Pixels, Shape.Pixels).ToArray();
            var absent = baseline ?? plane.Average(value => (double)value);
            for (var y = top; y < top + window; y++)
            {
                for (var x = left; x < left + window; x++)
                {
                    var place = (y * Shape.Width) + x;
                    drop += function.Weights[(channel * Shape.Pixels) + place] * (plane[place] - absent);
                }
            }
        }

        return drop;
    }
}
