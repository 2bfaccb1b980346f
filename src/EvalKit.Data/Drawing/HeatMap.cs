using System.Globalization;
using System.Numerics.Tensors;
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

    // The share of the numbers that the scale covers; a few outliers would else leave all others pale.
    private const double Covered = 0.99;

    /// <summary>Writes the heat map as PNG, each pixel of the picture a square.</summary>
    /// <param name="destination">Receives the file.</param>
    /// <param name="attribution">[height, width], finite.</param>
    /// <param name="picture">[channels, height, width], values 0 to 1.</param>
    /// <param name="shape">The picture's shape, with 1 or 3 channels.</param>
    /// <remarks>
    /// The scale is symmetric about 0 and ends at the 99th percentile of the magnitudes; numbers beyond have its end's colour.
    /// </remarks>
    /// <exception cref="ArgumentException">The attribution is not finite, or not of the picture's size.</exception>
    public static void WritePng(Stream destination, ReadOnlySpan<float> attribution, ReadOnlySpan<float> picture, ImageShape shape)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(attribution.Length, shape.Pixels);
        ArgumentOutOfRangeException.ThrowIfNotEqual(picture.Length, shape.Length);
        var limit = Limit(attribution);
        using var font = new LabelFont(14);
        var scale = Magnification.For(shape, LeastSide);
        var (height, width) = (shape.Height * scale, shape.Width * scale);
        using var overlay = Overlay(attribution, picture, shape, limit);
        using var bitmap = new SKBitmap(new SKImageInfo(
            width, height + Gap + BarHeight + font.LineHeight, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        canvas.DrawBitmap(overlay, SKRect.Create(width, height), new SKSamplingOptions(SKFilterMode.Nearest));
        DrawScale(canvas, font, SKRect.Create(0, height + Gap, width, BarHeight), limit);
        canvas.Flush();
        Raster.WritePng(bitmap, destination);
    }

    /// <summary>The attribution over the picture, in the picture's own size.</summary>
    internal static SKBitmap Overlay(ReadOnlySpan<float> attribution, ReadOnlySpan<float> picture, ImageShape shape, float limit)
    {
        var overlay = new SKBitmap(new SKImageInfo(shape.Width, shape.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (var i = 0; i < shape.Pixels; i++)
        {
            var grey = shape.Channels == 1
                ? picture[i]
                : (0.299f * picture[i]) + (0.587f * picture[shape.Pixels + i]) + (0.114f * picture[(2 * shape.Pixels) + i]);
            // Half as dark as the picture, so that both colours stand out from it.
            var background = (byte)MathF.Round(255 * (0.5f + (0.5f * Math.Clamp(grey, 0f, 1f))));
            overlay.SetPixel(i % shape.Width, i / shape.Width, DivergingColours.Over(background, attribution[i] / limit));
        }

        return overlay;
    }

    /// <summary>The magnitude at the ends of the scale; 1 where every number is 0.</summary>
    internal static float Limit(ReadOnlySpan<float> attribution)
    {
        var magnitudes = new float[attribution.Length];
        TensorPrimitives.Abs(attribution, magnitudes);
        Array.Sort(magnitudes);
        if (!float.IsFinite(magnitudes[0]) || !float.IsFinite(magnitudes[^1]))
            throw new ArgumentException("an attribution must be finite to be drawn", nameof(attribution));
        var limit = magnitudes[(int)Math.Ceiling(Covered * magnitudes.Length) - 1];
        // Where fewer than one in a hundred are not 0, the percentile is 0 and the largest number serves.
        if (limit == 0) limit = magnitudes[^1];
        return limit == 0 ? 1 : limit;
    }

    private static void DrawScale(SKCanvas canvas, LabelFont font, SKRect bar, float limit)
    {
        using var paint = new SKPaint();
        for (var x = 0; x < (int)bar.Width; x++)
        {
            paint.Color = DivergingColours.Over(255, (2 * (x + 0.5f) / bar.Width) - 1);
            canvas.DrawRect(bar.Left + x, bar.Top, 1, bar.Height, paint);
        }

        var middle = bar.Bottom + (font.LineHeight / 2f);
        var end = limit.ToString("G3", CultureInfo.InvariantCulture);
        font.Draw(canvas, "\u2212" + end, bar.Left, middle, SKTextAlign.Left);
        font.Draw(canvas, "0", bar.MidX, middle, SKTextAlign.Center);
        font.Draw(canvas, "+" + end, bar.Right, middle, SKTextAlign.Right);
    }
}
