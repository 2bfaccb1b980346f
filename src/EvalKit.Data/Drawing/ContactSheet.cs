using EvalKit.Core.Images;
using SkiaSharp;

namespace EvalKit.Data.Drawing;

/// <summary>
/// A table of pictures of one shape with a title and a label for each row and column, such as kinds of perturbation by
/// severities. Small pictures are magnified so that every pixel is seen, large ones are reduced.
/// </summary>
public sealed class ContactSheet : IDisposable
{
    private const int LargestSide = 320;
    private const int Gap = 6;

    private readonly ImageShape _shape;
    private readonly SKSizeI _picture;
    private readonly SKSizeI _pitch;
    private readonly int _left;
    private readonly int _top;
    private readonly int _rows;
    private readonly int _columns;
    private readonly SKBitmap _bitmap;
    private readonly SKCanvas _canvas;

    /// <summary>Begins a sheet without pictures.</summary>
    /// <param name="shape">The shape of every picture, with 1 or 3 channels.</param>
    /// <param name="title">What stands above all.</param>
    /// <param name="rows">The labels of the rows, from the top.</param>
    /// <param name="columns">The labels of the columns, from the left.</param>
    /// <param name="leastSide">The length that the longer side of a picture has at least, in pixels of the sheet.</param>
    public ContactSheet(ImageShape shape, string title, IReadOnlyList<string> rows, IReadOnlyList<string> columns, int leastSide = 96)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(columns);
        using var font = new LabelFont(14);
        (_shape, _rows, _columns) = (shape, rows.Count, columns.Count);
        _picture = Magnification.Within(shape, leastSide, LargestSide);
        _pitch = new(Math.Max(_picture.Width, columns.Max(font.Width)) + Gap, Math.Max(_picture.Height, font.LineHeight) + Gap);
        var widest = rows.Max(font.Width);
        _left = widest > 0 ? Gap + widest + Gap : Gap;
        _top = (2 * Gap) + (2 * font.LineHeight);
        var width = Math.Max(_left + (columns.Count * _pitch.Width), font.Width(title) + (2 * Gap));
        _bitmap = new(new SKImageInfo(width, _top + (rows.Count * _pitch.Height), SKColorType.Rgba8888, SKAlphaType.Opaque));
        _canvas = new(_bitmap);
        _canvas.Clear(SKColors.White);
        font.Draw(_canvas, title, Gap, (Gap + font.LineHeight) / 2f, SKTextAlign.Left);
        for (var row = 0; row < rows.Count; row++) font.Draw(_canvas, rows[row], _left - Gap, Cell(row, 0).MidY, SKTextAlign.Right);
        for (var column = 0; column < columns.Count; column++)
            font.Draw(_canvas, columns[column], Cell(0, column).MidX, _top - (font.LineHeight / 2f), SKTextAlign.Center);
    }

    /// <summary>Draws one picture.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="column">The column, from 0.</param>
    /// <param name="picture">[channels, height, width], values 0 to 1; what lies outside is clipped.</param>
    public void Place(int row, int column, ReadOnlySpan<float> picture)
    {
        using var bitmap = Raster.Of(picture, _shape);
        Place(row, column, bitmap);
    }

    /// <summary>Writes the sheet as PNG.</summary>
    /// <param name="destination">Receives the file.</param>
    public void WritePng(Stream destination)
    {
        _canvas.Flush();
        Raster.WritePng(_bitmap, destination);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _canvas.Dispose();
        _bitmap.Dispose();
    }

    /// <summary>Where a picture lies in the sheet.</summary>
    internal SKRectI Cell(int row, int column)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)_rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)_columns);
        var left = _left + (column * _pitch.Width) + ((_pitch.Width - Gap - _picture.Width) / 2);
        return SKRectI.Create(left, _top + (row * _pitch.Height), _picture.Width, _picture.Height);
    }

    private void Place(int row, int column, SKBitmap picture)
    {
        var sampling = _picture.Width < _shape.Width ? new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear) : new(SKFilterMode.Nearest);
        _canvas.DrawBitmap(picture, Cell(row, column), sampling);
    }
}
