using System.Buffers;
using EvalKit.Core.Data;
using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using SkiaSharp;

namespace EvalKit.Data.Decoding;

/// <summary>
/// Decodes PNG, JPEG, BMP, WebP and GIF files (the first frame) to upright pictures of 8-bit levels.
/// </summary>
/// <remarks>
/// The levels are those of Pillow's <c>Image.open(path).convert("RGB")</c>, after <c>ImageOps.exif_transpose</c>: as
/// stored, without conversion by a colour profile, and alpha is dropped. Pictures that are stored as grey have one
/// channel; with alpha, or in a palette, they count as colour. Of 16-bit levels the upper byte is taken (Pillow clips
/// 16-bit grey to 255 instead). Transparent pixels of a GIF are black, where Pillow has the palette's colour.
/// </remarks>
internal static class PictureDecoder
{
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".bmp", ".webp", ".gif"];

    /// <summary>Whether the file's name is that of a picture.</summary>
    public static bool IsPicture(string path) => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>The shape of a picture, from the file's header.</summary>
    /// <exception cref="UserException">The file is not a picture, or larger than the limit.</exception>
    public static ImageShape ReadShape(string path)
    {
        using var codec = Open(path);
        var order = Order(codec);
        return new(Channels(codec), order.Height, order.Width);
    }

    /// <summary>Decodes a picture.</summary>
    /// <exception cref="UserException">The file is not a picture, damaged, cut short or larger than the limit.</exception>
    public static unsafe DecodedPicture Decode(string path)
    {
        using var codec = Open(path);
        var channels = Channels(codec);
        // No colour space in the wish, so that no profile is applied; alpha apart, so that it can be dropped.
        var wish = new SKImageInfo(
            codec.Info.Width,
            codec.Info.Height,
            channels == 1 ? SKColorType.Gray8 : SKColorType.Rgba8888,
            codec.Info.IsOpaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul);
        var stored = ArrayPool<byte>.Shared.Rent(wish.BytesSize);
        try
        {
            fixed (byte* pixels = stored)
            {
                var result = codec.GetPixels(wish, (nint)pixels);
                if (result != SKCodecResult.Success)
                {
                    var damage = result == SKCodecResult.IncompleteInput ? "cut short" : "damaged";
                    throw new UserException($"{path}: the picture does not decode: it is {damage}");
                }
            }

            var order = Order(codec);
            var picture = new DecodedPicture(new(channels, order.Height, order.Width));
            order.Arrange(stored.AsSpan(0, wish.BytesSize), wish.BytesPerPixel, picture.Planes);
            return picture;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(stored);
        }
    }

    private static SKCodec Open(string path)
    {
        using var file = BoundedFile.Open(path);
        var codec = SKCodec.Create(path);
        // Skia knows further formats; WBMP among them, which every file may seem to be that begins with two zeros.
        if (codec?.EncodedFormat is not (SKEncodedImageFormat.Png or SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Bmp or SKEncodedImageFormat.Webp or SKEncodedImageFormat.Gif))
        {
            codec?.Dispose();
            throw new UserException($"{path}: the picture does not decode: it is no PNG, JPEG, BMP, WebP or GIF file, or damaged at its start");
        }

        var (width, height) = (codec.Info.Width, codec.Info.Height);
        var pixels = (long)width * height;
        var scans = codec.EncodedFormat == SKEncodedImageFormat.Jpeg ? JpegScans.Count(file) : 1;
        if (pixels <= PictureLimit.Pixels && pixels * scans <= JpegScans.MostPixels) return codec;
        codec.Dispose();
        throw pixels > PictureLimit.Pixels
            ? new UserException($"{path}: the picture is {height}x{width} (height x width), more than {PictureLimit.Text}")
            : new UserException($"{path}: the picture of {height}x{width} (height x width) is stored in {scans} scans, which would take very long; allowed: at most {JpegScans.MostPixels / pixels} at this size");
    }

    private static int Channels(SKCodec codec) => codec.Info.ColorType == SKColorType.Gray8 ? 1 : 3;

    private static PixelOrder Order(SKCodec codec) =>
        PixelOrder.Of((int)codec.EncodedOrigin, codec.Info.Height, codec.Info.Width);
}
