using EvalKit.Core.Images;
using EvalKit.Data.Drawing;
using SkiaSharp;

namespace EvalKit.Data.Tests.Drawing;

public sealed class HeatMapTests
{
    private static readonly HeatScale Unit = new(0, 1, -1, 1);

    [Fact]
    public void Ends_are_purple_and_orange_and_zero_is_the_pale_picture()
    {
        using var overlay = HeatMap.Overlay([-2, -1, 0, 0, 0.5f, 4], [0, 0, 0, 1, 0, 0], new(1, 1, 6), Unit);
        var pale = (byte)166;
        Assert.Equal(new SKColor(0x5E, 0x3C, 0x99), overlay.GetPixel(0, 0));
        Assert.Equal(overlay.GetPixel(0, 0), overlay.GetPixel(1, 0));
        Assert.Equal(new SKColor(pale, pale, pale), overlay.GetPixel(2, 0));
        Assert.Equal(SKColors.White, overlay.GetPixel(3, 0));
        // Half-way from 166 to 0xE6, 0x61, 0x01, halves to even.
        Assert.Equal(new SKColor(198, 132, 84), overlay.GetPixel(4, 0));
        Assert.Equal(new SKColor(0xE6, 0x61, 0x01), overlay.GetPixel(5, 0));
    }

    [Fact]
    public void A_colour_picture_lies_below_as_its_luma()
    {
        using var overlay = HeatMap.Overlay([0], [1, 0, 0], new(3, 1, 1), Unit);
        // 255 (0.65 + 0.35 x 0.299) = 192.4.
        Assert.Equal(new SKColor(192, 192, 192), overlay.GetPixel(0, 0));
    }

    [Fact]
    public void Each_pixel_is_a_square_and_the_scale_stands_below()
    {
        var shape = new ImageShape(1, 28, 28);
        var attribution = Enumerable.Range(0, 784).Select(i => (i - 392) / 392f).ToArray();
        using var file = new MemoryStream();
        HeatMap.WritePng(file, attribution, new float[784], shape);
        using var drawn = SKBitmap.Decode(file.ToArray());
        using var overlay = HeatMap.Overlay(attribution, new float[784], shape, HeatScale.Of(attribution));
        Assert.Equal(448, drawn.Width);
        for (var i = 0; i < 784; i++) Assert.Equal(overlay.GetPixel(i % 28, i / 28), drawn.GetPixel((16 * (i % 28)) + 15, 16 * (i / 28)));

        // The bar runs from the colour of the negative end through white to that of the positive one.
        var bar = 448 + 8 + 6;
        Assert.True(drawn.GetPixel(1, bar).Blue > drawn.GetPixel(1, bar).Red);
        Assert.True(drawn.GetPixel(224, bar).Green > 250);
        Assert.True(drawn.GetPixel(446, bar).Red > drawn.GetPixel(446, bar).Blue);
    }

    [Fact]
    public void A_scale_of_one_sign_has_one_side()
    {
        var shape = new ImageShape(1, 28, 28);
        using var file = new MemoryStream();
        HeatMap.WritePng(file, Enumerable.Range(100, 784).Select(i => (float)i).ToArray(), new float[784], shape);
        using var drawn = SKBitmap.Decode(file.ToArray());
        Assert.Equal(new SKColor(166, 166, 166), drawn.GetPixel(0, 0));
        Assert.Equal(new SKColor(0xE6, 0x61, 0x01), drawn.GetPixel(447, 447));
        Assert.True(drawn.GetPixel(1, 462).Blue > 250);
        Assert.True(drawn.GetPixel(446, 462).Red > drawn.GetPixel(446, 462).Blue);
    }
}
