using EvalKit.Core.Images;
using SkiaSharp;

namespace EvalKit.Data.Drawing;

/// <summary>Pictures of numbers as Skia's bitmaps, and those as files.</summary>
internal static class Raster
{
    /// <summary>The bitmap of a picture; numbers outside 0 to 1 are clipped, levels rounded.</summary>
    /// <param name="picture">[channels, height, width], 1 or 3 channels, values 0 to 1.</param>
    /// <param name="shape">The picture's shape.</param>
    public static SKBitmap Of(ReadOnlySpan<float> picture, ImageShape shape)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(picture.Length, shape.Length);
        if (shape.Channels is not (1 or 3)) throw new ArgumentException($"{shape.Channels} channels cannot be drawn", nameof(shape));
        var isGrey = shape.Channels == 1;
        var bitmap = new SKBitmap(new SKImageInfo(
            shape.Width, shape.Height, isGrey ? SKColorType.Gray8 : SKColorType.Rgba8888, SKAlphaType.Opaque));
        var pixels = bitmap.GetPixelSpan();
        for (var y = 0; y < shape.Height; y++)
        {
            var row = pixels.Slice(y * bitmap.RowBytes, shape.Width * bitmap.BytesPerPixel);
            for (var x = 0; x < shape.Width; x++)
            {
                var place = (y * shape.Width) + x;
                if (isGrey)
                {
                    row[x] = Level(picture[place]);
                    continue;
                }

                for (var channel = 0; channel < 3; channel++) row[(4 * x) + channel] = Level(picture[(channel * shape.Pixels) + place]);
                row[(4 * x) + 3] = 255;
            }
        }

        return bitmap;
    }

    /// <summary>Writes a bitmap as PNG.</summary>
    public static void WritePng(SKBitmap bitmap, Stream destination)
    {
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, quality: 100);
        data.SaveTo(destination);
    }

    /// <summary>The level of 8 bits that shows a number.</summary>
    public static byte Level(float value) => (byte)MathF.Round(Math.Clamp(value, 0f, 1f) * 255f);
}
