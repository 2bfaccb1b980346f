using EvalKit.Core.Images;
using EvalKit.Data.Drawing;
using SkiaSharp;

namespace EvalKit.Data.Tests.Drawing;

public sealed class ContactSheetTests
{
    [Fact]
    public void Every_picture_lies_magnified_in_its_cell()
    {
        // 24 pixels wide: four times as large is 96.
        var shape = new ImageShape(3, 2, 24);
        using var sheet = new ContactSheet(shape, "a title", ["fog", "snow"], ["1", "2", "3"]);
        using var drawn = Draw(sheet, 2, 3, (row, column) =>
            [.. Enumerable.Repeat(row, shape.Pixels), .. Enumerable.Repeat(column / 2f, shape.Pixels), .. Enumerable.Range(0, shape.Pixels).Select(i => i / 47f)]);

        for (var row = 0; row < 2; row++)
        {
            for (var column = 0; column < 3; column++)
            {
                var cell = sheet.Cell(row, column);
                Assert.Equal((8, 96), (cell.Height, cell.Width));
                for (var i = 0; i < shape.Pixels; i++)
                {
                    var expected = new SKColor((byte)(255 * row), (byte)MathF.Round(127.5f * column), (byte)MathF.Round(i / 47f * 255));
                    foreach (var corner in new[] { 0, 3 })
                        Assert.Equal(expected, drawn.GetPixel(cell.Left + (4 * (i % 24)) + corner, cell.Top + (4 * (i / 24)) + corner));
                }
            }
        }
    }

    [Fact]
    public void Labels_are_written_beside_and_above()
    {
        var shape = new ImageShape(1, 96, 96);
        using var sheet = new ContactSheet(shape, "", ["gaussian-noise"], ["5", ""]);
        using var drawn = Draw(sheet, 1, 2, (_, _) => new float[shape.Length]);
        var first = sheet.Cell(0, 0);
        var second = sheet.Cell(0, 1);
        Assert.InRange(Dark(0, first.Left, first.Top, first.Bottom), 100, 1000);
        Assert.InRange(Dark(first.Left, first.Right, 0, first.Top), 10, 100);
        Assert.Equal(0, Dark(second.Left, second.Right, 0, second.Top));

        int Dark(int left, int right, int top, int bottom) =>
            (from y in Enumerable.Range(top, bottom - top) from x in Enumerable.Range(left, right - left) select drawn.GetPixel(x, y))
            .Count(colour => colour.Green < 128);
    }

    [Fact]
    public void Large_pictures_are_reduced_and_wide_labels_and_titles_have_room()
    {
        using var large = new ContactSheet(new(3, 640, 1280), "", [""], ["a"]);
        Assert.Equal((160, 320), (large.Cell(0, 0).Height, large.Cell(0, 0).Width));
        large.Place(0, 0, [.. Enumerable.Range(0, 3 * 640 * 1280).Select(i => (float)(i % 2))]);
        using var drawn = Written(large);
        Assert.InRange(drawn.GetPixel(large.Cell(0, 0).MidX, large.Cell(0, 0).MidY).Red, 126, 129);

        using var narrow = new ContactSheet(new(1, 96, 2), new string('t', 200), [""], ["a wide label", "b"]);
        Assert.True(narrow.Cell(0, 1).Left - narrow.Cell(0, 0).Left > 60);
        using var titled = Written(narrow);
        Assert.True(titled.Width > 800);
    }

    [Fact]
    public void A_cell_outside_the_sheet_is_refused()
    {
        using var sheet = new ContactSheet(new(1, 2, 2), "", ["fog"], ["1"]);
        Assert.Throws<ArgumentOutOfRangeException>(() => sheet.Place(0, 1, new float[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => sheet.Place(-1, 0, new float[4]));
    }

    private static SKBitmap Draw(ContactSheet sheet, int rows, int columns, Func<int, int, float[]> picture)
    {
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++) sheet.Place(row, column, picture(row, column));
        }

        return Written(sheet);
    }

    private static SKBitmap Written(ContactSheet sheet)
    {
        using var file = new MemoryStream();
        sheet.WritePng(file);
        return SKBitmap.Decode(file.ToArray());
    }
}
