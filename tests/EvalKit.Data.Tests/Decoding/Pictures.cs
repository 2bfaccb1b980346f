using System.Runtime.InteropServices;
using SkiaSharp;

namespace EvalKit.Data.Tests.Decoding;

/// <summary>Makes picture files.</summary>
internal static class Pictures
{
    /// <summary>A grey picture whose levels are given row by row.</summary>
    public static byte[] Grey(int height, int width, ReadOnlySpan<byte> levels, SKEncodedImageFormat format = SKEncodedImageFormat.Png) =>
        Encode(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque), levels, format);

    /// <summary>A colour picture whose pixels are given row by row as red, green, blue, 255.</summary>
    public static byte[] Colour(
        int height, int width, ReadOnlySpan<byte> pixels, SKEncodedImageFormat format = SKEncodedImageFormat.Png, SKColorSpace? space = null) =>
        Encode(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque, space), pixels, format);

    /// <summary>A JPEG picture with an EXIF orientation: a segment APP1 put behind the start of the file.</summary>
    public static byte[] WithOrientation(byte[] jpeg, byte orientation)
    {
        byte[] exif =
        [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8,
            .. "MM\0*"u8, 0, 0, 0, 8, // big-endian TIFF, first directory at 8
            0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, // one entry: tag 0x0112, a short
            0, 0, 0, 0, // no further directory
        ];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    private static byte[] Encode(SKImageInfo info, ReadOnlySpan<byte> pixels, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(info);
        Marshal.Copy(pixels.ToArray(), 0, bitmap.GetPixels(), pixels.Length);
        using var data = bitmap.Encode(format, 100);
        return data.ToArray();
    }
}
