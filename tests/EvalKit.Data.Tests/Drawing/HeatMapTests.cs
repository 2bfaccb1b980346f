using EvalKit.Core.Images;
using EvalKit.Data.Drawing;
using SkiaSharp;

namespace EvalKit.Data.Tests.Drawing;

public sealed class HeatMapTests
{
    [Fact]
    public void Ends_are_purple_and_orange_and_zero_is_the_pale_picture()
    {
        using var overlay = HeatMap.Overlay([-2, -1, 0, 0, 0.5f, 4], [0, 0, 0, 1, 0, 0], new(1, 1, 6), limit: 1);
        var pale = (byte)128;
        Assert.Equal(new SKColor(0x5E, 0x3C, 0x99), overlay.GetPixel(0, 0));
        Assert.Equal(overlay.GetPixel(0, 0), overlay.GetPixel(1, 0));
        Assert.Equal(new SKColor(pale, pale, pale), overlay.GetPixel(2, 0));
        Assert.Equal(SKColors.White, overlay.GetPixel(3, 0));
        // Half-way from 128 to 0xE6, 0x61, 0x01, halves to even.
        Assert.Equal(new SKColor(179, 112, 64), overlay.GetPixel(4, 0));
        Assert.Equal(new SKColor(0xE6, 0x61, 0x01), overlay.GetPixel(5, 0));
    }

    [Fact]
    public void A_colour_picture_lies_below_as_its_luma()
    {
        using var overlay = HeatMap.Overlay([0], [1, 0, 0], new(3, 1, 1), limit: 1);
        // 255 (0.5 + 0.5 x 0.299) = 165.6.
        Assert.Equal(new SKColor(166, 166, 166), overlay.GetPixel(0, 0));
    }

    [Fact]
    public void The_scale_ends_at_the_99th_percentile_of_magnitudes()
    {
        Assert.Equal(198, HeatMap.Limit([.. Enumerable.Range(1, 200).Select(i => i % 2 == 0 ? i : -(float)i)]));
        Assert.Equal(3, HeatMap.Limit([.. new float[299], -3]));
        Assert.Equal(1, HeatMap.Limit(new float[10]));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void What_is_not_finite_is_refused(float number) =>
        Assert.Throws<ArgumentException>(() => HeatMap.Limit([0, number, 1]));

    [Fact]
    public void Each_pixel_is_a_square_and_the_scale_stands_below()
    {
        var shape = new ImageShape(1, 28, 28);
        var attribution = Enumerable.Range(0, 784).Select(i => (i - 392) / 392f).ToArray();
        using var file = new MemoryStream();
        HeatMap.WritePng(file, attribution, new float[784], shape);
        using var drawn = SKBitmap.Decode(file.ToArray());
        using var overlay = HeatMap.Overlay(attribution, new float[784], shape, HeatMap.Limit(attribution));
        Assert.Equal(448, drawn.Width);
        for (var i = 0; i < 784; i++) Assert.Equal(overlay.GetPixel(i % 28, i / 28), drawn.GetPixel((16 * (i % 28)) + 15, 16 * (i / 28)));

        // The bar runs from the colour of the negative end through white to that of the positive one.
        var bar = 448 + 8 + 6;
        Assert.True(drawn.GetPixel(1, bar).Blue > drawn.GetPixel(1, bar).Red);
        Assert.True(drawn.GetPixel(224, bar).Green > 250);
        Assert.True(drawn.GetPixel(446, bar).Red > drawn.GetPixel(446, bar).Blue);
    }
}
