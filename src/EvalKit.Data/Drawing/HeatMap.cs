using System.Globalization;
using EvalKit.Core.Images;
using SkiaSharp;

namespace EvalKit.Data.Drawing;

/// <summary>
/// An attribution drawn over its picture: orange where a pixel counts for the explained score, purple where it counts
/// against it, the picture in pale grey where it does neither; below, the scale.
/// </summary>
public static class HeatMap
{
    private const int LeastSide = 448;
    private const int BarHeight = 12;
    private const int Gap = 8;

    // What black becomes, so that both colours stand out from the picture.
    private const float Palest = 0.65f;

    /// <summary>Writes the heat map as PNG, each pixel of the picture a square.</summary>
    /// <param name="destination">Receives the file.</param>
    /// <param name="attribution">[height, width], finite.</param>
    /// <param name="picture">[channels, height, width], values 0 to 1.</param>
    /// <param name="shape">The picture's shape, with 1 or 3 channels.</param>
    /// <remarks>
    /// The scale is symmetric about 0 and ends at the 99th percentile of the magnitudes; numbers beyond have its end's colour.
    /// Where all numbers have one sign, it has one side and begins at the number nearest to 0.
    /// </remarks>
    /// <exception cref="ArgumentException">The attribution is not finite, or not of the picture's size.</exception>
    public static void WritePng(Stream destination, ReadOnlySpan<float> attribution, ReadOnlySpan<float> picture, ImageShape shape)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(attribution.Length, shape.Pixels);
        ArgumentOutOfRangeException.ThrowIfNotEqual(picture.Length, shape.Length);
        var heat = HeatScale.Of(attribution);
        using var font = new LabelFont(14);
        var scale = Magnification.For(shape, LeastSide);
        var (height, width) = (shape.Height * scale, shape.Width * scale);
        using var overlay = Overlay(attribution, picture, shape, heat);
        using var bitmap = new SKBitmap(new SKImageInfo(
            width, height + Gap + BarHeight + font.LineHeight, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        canvas.DrawBitmap(overlay, SKRect.Create(width, height), new SKSamplingOptions(SKFilterMode.Nearest));
        DrawScale(canvas, font, SKRect.Create(0, height + Gap, width, BarHeight), heat);
        canvas.Flush();
        Raster.WritePng(bitmap, destination);
    }

    /// <summary>The attribution over the picture, in the picture's own size.</summary>
    internal static SKBitmap Overlay(ReadOnlySpan<float> attribution, ReadOnlySpan<float> picture, ImageShape shape, HeatScale scale)
    {
        var overlay = new SKBitmap(new SKImageInfo(shape.Width, shape.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (var i = 0; i < shape.Pixels; i++)
        {
            var grey = shape.Channels == 1
                ? picture[i]
                : (0.299f * picture[i]) + (0.587f * picture[shape.Pixels + i]) + (0.114f * picture[(2 * shape.Pixels) + i]);
            var background = (byte)MathF.Round(255 * (Palest + ((1 - Palest) * Math.Clamp(grey, 0f, 1f))));
            overlay.SetPixel(i % shape.Width, i / shape.Width, DivergingColours.Over(background, scale.Place(attribution[i])));
        }

        return overlay;
    }

    private static void DrawScale(SKCanvas canvas, LabelFont font, SKRect bar, HeatScale scale)
    {
        using var paint = new SKPaint();
        for (var x = 0; x < (int)bar.Width; x++)
        {
            paint.Color = DivergingColours.Over(255, scale.Lowest + ((scale.Highest - scale.Lowest) * (x + 0.5f) / bar.Width));
            canvas.DrawRect(bar.Left + x, bar.Top, 1, bar.Height, paint);
        }

        var middle = bar.Bottom + (font.LineHeight / 2f);
        font.Draw(canvas, Label(scale.Lowest), bar.Left, middle, SKTextAlign.Left);
        font.Draw(canvas, Label(scale.Highest), bar.Right, middle, SKTextAlign.Right);
        if (scale is { Lowest: < 0, Highest: > 0 }) font.Draw(canvas, Label(0), bar.MidX, middle, SKTextAlign.Center);

        string Label(int place) => Signed(scale.Number(place));
    }

    private static string Signed(float number)
    {
        var magnitude = Math.Abs(number).ToString("G3", CultureInfo.InvariantCulture);
        return number == 0 ? magnitude : (number < 0 ? "\u2212" : "+") + magnitude;
    }
}
