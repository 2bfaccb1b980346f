using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using EvalKit.Data.Drawing;
using SkiaSharp;

namespace EvalKit.Benchmarks.Fuzzing;

/// <summary>Small whole files of every sort that is read as data; what is in them does not matter.</summary>
internal static class DataSeeds
{
    /// <summary>By the name of the file its bytes.</summary>
    public static IReadOnlyDictionary<string, byte[]> All { get; } = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
    {
        ["images.idx"] = Idx([6, 9, 7]),
        ["images.gz"] = Gzip(Idx([6, 9, 7, 3])),
        ["labels.idx"] = Idx([6]),
        ["labels.gz"] = Gzip(Idx([6])),
        ["picture.png"] = Picture(SKEncodedImageFormat.Png),
        ["picture.jpg"] = Picture(SKEncodedImageFormat.Jpeg),
        ["picture.webp"] = Picture(SKEncodedImageFormat.Webp),
        ["picture.bmp"] = Bmp(),
        ["picture.gif"] = Convert.FromBase64String("R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw=="),
        ["labels.csv"] = "file,label\na/1.png,0\nb/2.png,1\n\"a/3.png\",1\n"u8.ToArray(),
        ["classes.txt"] = "cat\ndog\nbird\n"u8.ToArray(),
        ["slices.csv"] = "id,light,place\n0,day,town\n1,night,\n2,day,\"wood, deep\"\n"u8.ToArray(),
        ["table.csv"] = "age,sex,city,income\n1,m,a,1.5\n2,,b,NaN\n3,f,\"c, d\",-4e3\n"u8.ToArray(),
        ["text.txt"] = Encoding.UTF8.GetBytes("A small text, with ümlauts, 漢字 and 😀.\r\nSecond line.\n"),
        ["sound.wav"] = Wav(1, 16),
        ["float.wav"] = Wav(3, 32),
        ["copy.npy"] = Npy(),
        ["preprocessor_config.json"] = """{"do_resize": true, "size": {"shortest_edge": 9}, "do_center_crop": true, "crop_size": {"height": 7, "width": 7}, "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5], "resample": 3, "crop_pct": 0.875}"""u8.ToArray(),
        ["published.csv"] = "model,params,top1,top1_err\nsmall,1.5M,70.1,0.2\nmiddle,4M,75,0.2\nlarge,20M,78.5,0.2\nhuge,80M,80,0.2\n"u8.ToArray(),
        ["published.json"] = """[{"model": "small", "params": 1500000, "accuracy": 0.7}, {"model": "large", "params": 20000000, "accuracy": 0.8}, {"model": "huge", "params": 1e9, "accuracy": 0.81}]"""u8.ToArray(),
    };

    /// <summary>An IDX file of unsigned bytes that count up, modulo 10.</summary>
    public static byte[] Idx(int[] axes)
    {
        byte[] numbers = [.. Enumerable.Range(0, axes.Aggregate(1, (product, axis) => product * axis)).Select(i => (byte)(i % 10))];
        return [0, 0, 8, (byte)axes.Length, .. axes.SelectMany(axis => new[] { (byte)(axis >> 24), (byte)(axis >> 16), (byte)(axis >> 8), (byte)axis }), .. numbers];
    }

    /// <summary>The same compressed.</summary>
    public static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(content);
        return packed.ToArray();
    }

    private static byte[] Picture(SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(9, 7);
        for (var i = 0; i < 63; i++) bitmap.SetPixel(i % 9, i / 9, new SKColor((byte)(i * 4), (byte)(255 - i), (byte)(i * i)));
        using var encoded = bitmap.Encode(format, 80);
        return encoded.ToArray();
    }

    private static byte[] Bmp()
    {
        var file = new byte[54 + (3 * 12)];
        "BM"u8.CopyTo(file);
        foreach (var (place, value) in new[] { (2, file.Length), (10, 54), (14, 40), (18, 3), (22, 3), (26, 1 | (24 << 16)), (34, 36) }) BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(place), value);
        for (var i = 54; i < file.Length; i++) file[i] = (byte)(i * 5);
        return file;
    }

    private static byte[] Wav(short sort, short bits)
    {
        var file = new byte[44 + (64 * bits / 8)];
        "RIFF"u8.CopyTo(file);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        "data"u8.CopyTo(file.AsSpan(36));
        foreach (var (place, value) in new[] { (4, file.Length - 8), (16, 16), (24, 8000), (28, 8000 * bits / 4), (40, file.Length - 44) }) BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(place), value);
        foreach (var (place, value) in new[] { (20, (int)sort), (22, 2), (32, bits / 4), (34, (int)bits) }) BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(place), (short)value);
        for (var i = 44; i < file.Length; i++) file[i] = (byte)(i & 0x3f);
        return file;
    }

    private static byte[] Npy()
    {
        using var stream = new MemoryStream();
        NpyFile.Write(stream, new float[30 * 3 * 3 * 3], 30, 3, 3, 3);
        var floats = stream.ToArray();

        // The same array in bytes, as CIFAR-10-C has it.
        var header = Encoding.ASCII.GetString(floats, 0, 128).Replace("<f4", "|u1", StringComparison.Ordinal);
        return [.. Encoding.Latin1.GetBytes(header).Select((value, i) => i == 0 ? (byte)0x93 : value), .. new byte[30 * 3 * 3 * 3]];
    }
}
