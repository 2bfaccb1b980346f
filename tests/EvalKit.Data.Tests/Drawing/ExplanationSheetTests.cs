using EvalKit.Core.Images;
using EvalKit.Data.Drawing;
using SkiaSharp;

namespace EvalKit.Data.Tests.Drawing;

public sealed class ExplanationSheetTests
{
    private static readonly ImageShape Shape = new(1, 224, 224);

    [Fact]
    public void Maps_lie_in_rows_of_five_and_are_drawn_as_heat_maps_are()
    {
        var attribution = Enumerable.Range(0, Shape.Pixels).Select(i => (i % 224) - 112f).ToArray();
        var picture = Enumerable.Range(0, Shape.Pixels).Select(i => i / (float)Shape.Pixels).ToArray();
        using var sheet = new ExplanationSheet(Shape, "title", [.. Enumerable.Range(0, 7).Select(i => ($"method {i}", (IReadOnlyList<string>)["figure 1", "figure 2"]))]);
        sheet.Draw(0, picture);
        sheet.Draw(6, attribution, picture);
        Assert.Equal(sheet.Place(0).Top, sheet.Place(4).Top);
        Assert.Equal((sheet.Place(1).Left, true), (sheet.Place(6).Left, sheet.Place(6).Top > sheet.Place(1).Bottom + 28));
        using var drawn = Written(sheet);
        using var overlay = HeatMap.Overlay(attribution, picture, Shape, HeatScale.Of(attribution));
        for (var i = 0; i < 224; i += 7)
        {
            Assert.Equal(overlay.GetPixel(i, i), drawn.GetPixel(sheet.Place(6).Left + i, sheet.Place(6).Top + i));
            Assert.Equal((byte)MathF.Round(255 * picture[(i * 224) + i]), drawn.GetPixel(sheet.Place(0).Left + i, sheet.Place(0).Top + i).Red);
        }
    }

    [Fact]
    public void Names_and_figures_have_room()
    {
        using var narrow = new ExplanationSheet(Shape, "", [("a", []), ("b", [])]);
        using var wide = new ExplanationSheet(Shape, "", [("a", []), ("b", [new string('w', 60)])]);
        Assert.Equal(224, narrow.Place(0).Width);
        Assert.InRange(narrow.Place(1).Left - narrow.Place(0).Left, 225, 250);
        Assert.True(wide.Place(1).Left - wide.Place(0).Left > 400);
        using var lower = Written(wide);
        using var upper = Written(narrow);
        Assert.InRange(lower.Height - upper.Height, 10, 20);
    }

    private static SKBitmap Written(ExplanationSheet sheet)
    {
        using var stream = new MemoryStream();
        sheet.WritePng(stream);
        return SKBitmap.Decode(stream.ToArray());
    }
}
