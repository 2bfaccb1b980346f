using EvalKit.Core.Images;
using EvalKit.Core.Memory;
using SkiaSharp;

namespace EvalKit.Methods.Perturbations;

/// <summary>
/// JPEG through Skia (libjpeg-turbo). Pixels and the encoded bytes lie in pooled and native memory; the garbage collector
/// sees only Skia's handles, which are freed at once.
/// </summary>
internal static class JpegCodec
{
    /// <summary>Encodes and decodes a picture.</summary>
    /// <param name="source">[channels, height, width], 1 or 3 channels, values 0 to 1.</param>
    /// <param name="destination">Receives the same shape.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="quality">1 to 100.</param>
    public static void RoundTrip(ReadOnlySpan<float> source, Span<float> destination, ImageShape shape, int quality)
    {
        var isGrey = shape.Channels == 1;
        var info = new SKImageInfo(shape.Width, shape.Height, isGrey ? SKColorType.Gray8 : SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var buffer = new PooledBuffer<byte>(info.BytesSize);
        var levels = buffer.Span;
        if (isGrey) Levels.FromValues(source, levels);
        else Levels.Interleave(source, levels);

        RoundTrip(levels, info, quality);

        if (isGrey) Levels.ToValues(levels, destination);
        else Levels.Separate(levels, destination);
    }

    private static unsafe void RoundTrip(Span<byte> levels, SKImageInfo info, int quality)
    {
        fixed (byte* pointer = levels)
        {
            using var pixmap = new SKPixmap(info, (nint)pointer);
            var options = new SKJpegEncoderOptions(quality, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore);
            using var encoded = pixmap.Encode(options)
                ?? throw new InvalidOperationException($"Skia did not encode a picture of {info.Width} by {info.Height} as JPEG.");
            using var codec = SKCodec.Create(encoded)
                ?? throw new InvalidOperationException("Skia did not read its own JPEG.");
            var result = codec.GetPixels(info, (nint)pointer);
            if (result != SKCodecResult.Success) throw new InvalidOperationException($"Skia did not decode its own JPEG: {result}.");
        }
    }
}
