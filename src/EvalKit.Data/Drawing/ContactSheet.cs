using EvalKit.Core.Images;
using SkiaSharp;

namespace EvalKit.Data.Drawing;

/// <summary>
/// A table of pictures of one shape with a label for each row and column, such as kinds of perturbation by severities.
/// Small pictures are magnified so that every pixel is seen.
/// </summary>
public sealed class ContactSheet : IDisposable
{
    private const int LeastSide = 96;
    private const int Gap = 6;

    private readonly ImageShape _shape;
    private readonly int _scale;
    private readonly int _left;
    private readonly int _top;
    private readonly int _rows;
    private readonly int _columns;
    private readonly SKBitmap _bitmap;
    private readonly SKCanvas _canvas;

    /// <summary>Begins a sheet without pictures.</summary>
    /// <param name="shape">The shape of every picture, with 1 or 3 channels.</param>
    /// <param name="rows">The labels of the rows, from the top.</param>
    /// <param name="columns">The labels of the columns, from the left.</param>
    public ContactSheet(ImageShape shape, IReadOnlyList<string> rows, IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(columns);
        using var font = new LabelFont(14);
        (_shape, _rows, _columns) = (shape, rows.Count, columns.Count);
        _scale = Magnification.For(shape, LeastSide);
        _left = Gap + rows.Max(font.Width) + Gap;
        _top = Gap + font.LineHeight;
        var (cellHeight, cellWidth) = ((shape.Height * _scale) + Gap, (shape.Width * _scale) + Gap);
        _bitmap = new(new SKImageInfo(
            _left + (columns.Count * cellWidth), _top + (rows.Count * cellHeight), SKColorType.Rgba8888, SKAlphaType.Opaque));
        _canvas = new(_bitmap);
        _canvas.Clear(SKColors.White);
        for (var row = 0; row < rows.Count; row++)
            font.Draw(_canvas, rows[row], _left - Gap, _top + (row * cellHeight) + (shape.Height * _scale / 2f), SKTextAlign.Right);
        for (var column = 0; column < columns.Count; column++)
        {
            var middle = _left + (column * cellWidth) + (shape.Width * _scale / 2f);
            font.Draw(_canvas, columns[column], middle, Gap + ((font.LineHeight - Gap) / 2f), SKTextAlign.Center);
        }
    }

    /// <summary>Draws one picture.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="column">The column, from 0.</param>
    /// <param name="picture">[channels, height, width], values 0 to 1; what lies outside is clipped.</param>
    public void Place(int row, int column, ReadOnlySpan<float> picture)
    {
        using var bitmap = Raster.Of(picture, _shape);
        _canvas.DrawBitmap(bitmap, Cell(row, column), new SKSamplingOptions(SKFilterMode.Nearest));
    }

    /// <summary>Writes the sheet.</summary>
    /// <param name="path">The file; it is replaced if it is there.</param>
    public void SavePng(string path)
    {
        _canvas.Flush();
        Raster.SavePng(_bitmap, path);
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
        var (height, width) = (_shape.Height * _scale, _shape.Width * _scale);
        return SKRectI.Create(_left + (column * (width + Gap)), _top + (row * (height + Gap)), width, height);
    }
}
