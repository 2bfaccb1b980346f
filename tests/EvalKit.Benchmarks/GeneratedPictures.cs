using System.Buffers.Binary;
using EvalKit.Core.Data;
using EvalKit.Core.Images;
using EvalKit.Core.Randomness;
using EvalKit.Onnx.Tests.Fixtures;
using SkiaSharp;

namespace EvalKit.Benchmarks;

/// <summary>Colour pictures of smooth patches with some grain, as raw IDX files and as JPEG files of quality 90.</summary>
internal static class GeneratedPictures
{
    private const int Patches = 14;
    private const int Grain = 16;

    /// <summary>Writes the two files that <c>idx</c> reads; the labels are all 0.</summary>
    public static void WriteIdx(TemporaryFolder folder, int count, int side)
    {
        var images = new byte[16 + 4 + (count * 3 * side * side)];
        Header(images, 4, [count, 3, side, side]);
        for (var i = 0; i < count; i++) Create(i, side).CopyTo(images, 20 + (i * 3 * side * side));
        folder.Write("images.idx", images.AsSpan());
        var labels = new byte[8 + count];
        Header(labels, 1, [count]);
        folder.Write("labels.idx", labels);
    }

    /// <summary>Writes the folder that <c>image-folder</c> reads: one class.</summary>
    public static void WriteJpeg(TemporaryFolder folder, int count, int side)
    {
        Directory.CreateDirectory(folder.File("jpeg/class"));
        using var bitmap = new SKBitmap(side, side, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (var i = 0; i < count; i++)
        {
            var planes = Create(i, side);
            var pixels = new SKColor[side * side];
            for (var p = 0; p < pixels.Length; p++) pixels[p] = new SKColor(planes[p], planes[pixels.Length + p], planes[(2 * pixels.Length) + p]);
            bitmap.Pixels = pixels;
            using var file = File.Create(folder.File($"jpeg/class/{i:D5}.jpg"));
            bitmap.Encode(file, SKEncodedImageFormat.Jpeg, 90);
        }
    }

    private static byte[] Create(int number, int side)
    {
        var random = new RandomStream((ulong)number);
        var picture = new byte[3 * side * side];
        var patches = new byte[Patches * Patches];
        for (var channel = 0; channel < 3; channel++)
        {
            foreach (ref var patch in patches.AsSpan()) patch = (byte)random.NextInt(256 - Grain);
            Resampler.Resize(patches, Patches, Patches, picture.AsSpan(channel * side * side, side * side), side, side, Interpolation.Bilinear);
        }

        foreach (ref var value in picture.AsSpan()) value += (byte)random.NextInt(Grain);
        return picture;
    }

    private static void Header(Span<byte> file, byte axes, ReadOnlySpan<int> lengths)
    {
        (file[2], file[3]) = (0x08, axes);
        for (var i = 0; i < lengths.Length; i++) BinaryPrimitives.WriteInt32BigEndian(file[(4 + (4 * i))..], lengths[i]);
    }
}
