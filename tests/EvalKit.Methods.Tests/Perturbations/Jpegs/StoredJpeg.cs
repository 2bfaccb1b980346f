using EvalKit.Core.Images;
using SkiaSharp;

namespace EvalKit.Methods.Tests.Perturbations.Jpegs;

/// <summary>A picture that is stored as JPEG and read again by Skia, which uses libjpeg-turbo.</summary>
internal static class StoredJpeg
{
    /// <summary>Stores and reads a picture of 8-bit levels.</summary>
    public static unsafe byte[] RoundTrip(byte[] planes, ImageShape shape, int quality)
    {
        // Skia takes colours pixel after pixel, with a fourth level that is left out.
        var isGrey = shape.Channels == 1;
        var info = new SKImageInfo(shape.Width, shape.Height, isGrey ? SKColorType.Gray8 : SKColorType.Rgba8888, SKAlphaType.Opaque);
        var levels = new byte[info.BytesSize];
        var step = info.BytesPerPixel;
        for (var i = 0; i < planes.Length; i++) levels[(i % shape.Pixels * step) + (i / shape.Pixels)] = planes[i];
        fixed (byte* pointer = levels)
        {
            using var pixmap = new SKPixmap(info, (nint)pointer);
            using var encoded = pixmap.Encode(new SKJpegEncoderOptions(quality, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore));
            using var codec = SKCodec.Create(encoded);
            Assert.Equal(SKCodecResult.Success, codec.GetPixels(info, (nint)pointer));
        }

        return [.. Enumerable.Range(0, planes.Length).Select(i => levels[(i % shape.Pixels * step) + (i / shape.Pixels)])];
    }
}
