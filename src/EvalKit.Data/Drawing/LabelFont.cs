using SkiaSharp;

namespace EvalKit.Data.Drawing;

/// <summary>
/// The font of labels. It is carried along, since Skia without system fonts draws no text and says nothing about it.
/// </summary>
internal sealed class LabelFont : IDisposable
{
    private readonly SKTypeface _typeface;
    private readonly SKFont _font;
    private readonly SKPaint _ink = new() { Color = new SKColor(0x22, 0x22, 0x22), IsAntialias = true };

    public LabelFont(float size)
    {
        using var stream = typeof(LabelFont).Assembly.GetManifestResourceStream("Fonts/DejaVuSans.ttf")!;
        _typeface = SKTypeface.FromStream(stream);
        _font = new SKFont(_typeface, size);
    }

    /// <summary>Pixels from one line to the next.</summary>
    public int LineHeight => (int)MathF.Ceiling(_font.Spacing);

    /// <summary>Pixels that a text takes, rounded up.</summary>
    public int Width(string text) => (int)MathF.Ceiling(_font.MeasureText(text));

    /// <summary>Draws a text so that it is centred on a height.</summary>
    public void Draw(SKCanvas canvas, string text, float x, float middle, SKTextAlign align)
    {
        var metrics = _font.Metrics;
        canvas.DrawText(text, x, middle - ((metrics.Ascent + metrics.Descent) / 2), align, _font, _ink);
    }

    public void Dispose()
    {
        _ink.Dispose();
        _font.Dispose();
        _typeface.Dispose();
    }
}
