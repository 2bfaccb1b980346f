using EvalKit.Core.Data;
using EvalKit.Core.Errors;
using EvalKit.Data.Preprocessing;

namespace EvalKit.Data.Tests.Preprocessing;

/// <summary>The expected levels are from Pillow 9.4's resize, cropped by the formula of torchvision's <c>center_crop</c>.</summary>
public sealed class FramingTests
{
    [Fact]
    public void A_landscape_picture_is_resized_and_cropped()
    {
        // 7 x 9 to 5 x 6 (5 x 9 / 7 = 6.4); crop from row round(0.5) = 0 and column 1.
        int[] expected = [96, 102, 65, 77, 123, 148, 74, 117, 156, 138, 127, 167, 89, 176, 137, 78];
        Assert.Equal(expected, Frame(Picture(), 7, 9, new ImageView(new(1, 4, 4), ResizeShorterSide: 5)));
    }

    [Fact]
    public void A_portrait_picture_is_resized_and_cropped()
    {
        // 9 x 7 to 7 x 6 (6 x 9 / 7 = 7.7); crop from row round(1.5) = 2 and column round(1.5) = 2.
        int[] expected = [173, 92, 166, 108, 205, 186, 82, 158, 43, 178, 135, 88];
        var view = new ImageView(new(1, 4, 3), ResizeShorterSide: 6, Interpolation: Interpolation.Bicubic);
        Assert.Equal(expected, Frame(Transposed(), 9, 7, view));
    }

    [Fact]
    public void Stretching_does_not_keep_the_aspect_ratio()
    {
        int[] expected = [65, 97, 118, 128, 109, 142, 120, 193, 73, 115, 109, 124];
        Assert.Equal(expected, Frame(Picture(), 7, 9, new ImageView(new(1, 4, 3), Stretch: true, Interpolation: Interpolation.Box)));
    }

    [Fact]
    public void Levels_are_divided_by_255_exactly()
    {
        var levels = Enumerable.Range(0, 256).Select(level => (byte)level).ToArray();
        var picture = new float[256];
        Framing.Of(new(1, 16, 16), new ImageView(new(1, 16, 16)), "p").Apply(levels, picture);
        Assert.Equal(levels.Select(level => level / 255f), picture);
    }

    [Fact]
    public void Grey_is_repeated_and_colour_becomes_luma_before_it_is_resized()
    {
        var picture = new float[3];
        Framing.Of(new(1, 1, 2), new ImageView(new(3, 1, 1), Stretch: true), "p").Apply([10, 20], picture);
        Assert.Equal([15 / 255f, 15 / 255f, 15 / 255f], picture);

        // Pure green and pure blue: (38470 x 255 + 32768) / 65536 = 150.2, (7471 x 255 + 32768) / 65536 = 29.6.
        var grey = new float[2];
        Framing.Of(new(3, 1, 2), new ImageView(new(1, 1, 2)), "p").Apply([0, 0, 255, 0, 0, 255], grey);
        Assert.Equal([150 / 255f, 29 / 255f], grey);
    }

    [Theory]
    [InlineData(null, "p: the picture is 7x9, but the model takes 8x8 (height x width); set input.resize (the shorter side, before a centre crop) or input.stretch: true")]
    [InlineData(7, "p: input.resize 7 makes the picture 7x9, smaller than the model's 8x8 (height x width); set input.resize to at least 8, or input.stretch: true")]
    public void A_picture_that_does_not_fit_is_refused(int? resize, string message)
    {
        var error = Assert.Throws<UserException>(() => Framing.Of(new(1, 7, 9), new ImageView(new(1, 8, 8), resize), "p"));
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void A_model_of_two_channels_is_refused()
    {
        var error = Assert.Throws<UserException>(() => Framing.Of(new(1, 7, 9), new ImageView(new(2, 7, 9)), "p"));
        Assert.Equal("p: the model takes 2 channels; pictures have 1 (grey) or 3 (RGB)", error.Message);
    }

    private static IEnumerable<int> Frame(byte[] levels, int height, int width, ImageView view)
    {
        var picture = new float[view.Shape.Length];
        Framing.Of(new(1, height, width), view, "p").Apply(levels, picture);
        return picture.Select(value => (int)MathF.Round(value * 255));
    }

    private static byte[] Picture() => [.. from y in Enumerable.Range(0, 7) from x in Enumerable.Range(0, 9) select Level(y, x)];

    private static byte[] Transposed() => [.. from x in Enumerable.Range(0, 9) from y in Enumerable.Range(0, 7) select Level(y, x)];

    private static byte Level(int y, int x) => (byte)(((x * x * 13) + (y * y * 7) + (x * y * 11) + (((x * 29) + (y * 53)) % 64)) % 256);
}
