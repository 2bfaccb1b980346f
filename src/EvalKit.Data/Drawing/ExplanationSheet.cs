using EvalKit.Core.Images;
using SkiaSharp;

namespace EvalKit.Data.Drawing;

/// <summary>
/// A picture and the maps of several methods over it, side by side in rows: above each its name, below it lines of text such as
/// figures of its quality. Each map has a scale of its own (<see cref="HeatMap"/>).
/// </summary>
public sealed class ExplanationSheet : IDisposable
{
    private const int LeastSide = 224;
    private const int LargestSide = 320;
    private const int MostColumns = 5;
    private const int Gap = 10;

    private readonly ImageShape _shape;
    private readonly LabelFont _font = new(14);
    private readonly LabelFont _small = new(12);
    private readonly SKSizeI _picture;
    private readonly SKSizeI _pitch;
    private readonly int _columns;
    private readonly int _top;
    private readonly SKBitmap _bitmap;
    private readonly SKCanvas _canvas;

    /// <summary>Begins a sheet.</summary>
    /// <param name="shape">The picture's shape, with 1 or 3 channels.</param>
    /// <param name="title">What stands above all.</param>
    /// <param name="cells">For each cell, from the first, the name above it and the lines below it.</param>
    public ExplanationSheet(ImageShape shape, string title, IReadOnlyList<(string Name, IReadOnlyList<string> Lines)> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        _shape = shape;
        _picture = Magnification.Within(shape, LeastSide, LargestSide);
        _columns = Math.Min(MostColumns, cells.Count);
        var lines = cells.Max(cell => cell.Lines.Count);
        var width = Math.Max(_picture.Width, cells.Max(cell => Math.Max(_font.Width(cell.Name), cell.Lines.Select(_small.Width).DefaultIfEmpty().Max())));
        _pitch = new(width + Gap, _font.LineHeight + _picture.Height + (lines * _small.LineHeight) + (2 * Gap));
        _top = Gap + _font.LineHeight;
        var rows = (cells.Count + _columns - 1) / _columns;
        _bitmap = new(new SKImageInfo(
            Math.Max((_columns * _pitch.Width) + Gap, _font.Width(title) + (2 * Gap)), _top + (rows * _pitch.Height) + Gap, SKColorType.Rgba8888, SKAlphaType.Opaque));
        _canvas = new(_bitmap);
        _canvas.Clear(SKColors.White);
        _font.Draw(_canvas, title, Gap, (Gap + _font.LineHeight) / 2f, SKTextAlign.Left);
        for (var i = 0; i < cells.Count; i++) Label(Place(i), cells[i]);
    }

    /// <summary>Draws the picture itself into a cell.</summary>
    /// <param name="cell">The cell, from 0.</param>
    /// <param name="picture">[channels, height, width], values 0 to 1.</param>
    public void Draw(int cell, ReadOnlySpan<float> picture)
    {
        using var bitmap = Raster.Of(picture, _shape);
        Draw(cell, bitmap);
    }

    /// <summary>Draws a map over the picture into a cell.</summary>
    /// <param name="cell">The cell, from 0.</param>
    /// <param name="attribution">[height, width], finite.</param>
    /// <param name="picture">[channels, height, width], values 0 to 1.</param>
    public void Draw(int cell, ReadOnlySpan<float> attribution, ReadOnlySpan<float> picture)
    {
        using var bitmap = HeatMap.Overlay(attribution, picture, _shape, HeatScale.Of(attribution));
        Draw(cell, bitmap);
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
        _font.Dispose();
        _small.Dispose();
    }

    /// <summary>Where the picture of a cell lies.</summary>
    internal SKRectI Place(int cell) => SKRectI.Create(
        Gap + (cell % _columns * _pitch.Width) + ((_pitch.Width - Gap - _picture.Width) / 2),
        _top + (cell / _columns * _pitch.Height) + Gap + _font.LineHeight,
        _picture.Width,
        _picture.Height);

    private void Label(SKRectI place, (string Name, IReadOnlyList<string> Lines) cell)
    {
        _font.Draw(_canvas, cell.Name, place.MidX, place.Top - (_font.LineHeight / 2f), SKTextAlign.Center);
        for (var line = 0; line < cell.Lines.Count; line++)
            _small.Draw(_canvas, cell.Lines[line], place.MidX, place.Bottom + ((line + 0.7f) * _small.LineHeight), SKTextAlign.Center);
    }

    private void Draw(int cell, SKBitmap bitmap)
    {
        var sampling = _picture.Width < _shape.Width ? new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear) : new(SKFilterMode.Nearest);
        _canvas.DrawBitmap(bitmap, Place(cell), sampling);
    }
}
