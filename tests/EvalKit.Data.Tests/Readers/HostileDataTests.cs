using System.IO.Compression;
using EvalKit.Core.Data;
using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Data.Decoding;
using EvalKit.Data.Readers;
using EvalKit.Data.Sound;
using EvalKit.Data.Tables;
using SkiaSharp;

namespace EvalKit.Data.Tests.Readers;

/// <summary>Data that ask for absurd memory or time, or lie about their size: refused before anything is spent on them.</summary>
public sealed class HostileDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_gzip_file_that_cannot_hold_what_its_header_says()
    {
        Assert.Contains("huge.gz: cut short or damaged: by its header [28672, 65280, 65280] it has 122,185,108,684,816 bytes, but a gzip file of", Before(4 << 20, () => IdxFile.Open(Axes("huge.gz", 0x7000, 0xff00, 0xff00))), StringComparison.Ordinal);
        Assert.Contains("cannot unpack to that", Before(4 << 20, () => IdxFile.Open(Axes("bomb.gz", 1000, 1000, 1000))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_gzip_file_that_unpacks_to_more_is_not_unpacked_further()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write([0, 0, 8, 1, 0, 0, 0, 4]);
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 64; i++) gzip.Write(zeros);
        }

        var path = _folder.Write("more.gz", packed.ToArray());
        Assert.Contains("the gzip file unpacks to more", Before(4 << 20, () => IdxFile.Open(path)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_of_absurd_size()
    {
        // A PNG's width and height stand at byte 16; the checksum of that part is that of the sizes below.
        var png = Png(1, 1);
        byte[] size = [0, 0, 0x80, 0, 0, 0, 0x80, 0];
        size.CopyTo(png, 16);
        var checksum = Checksum(png.AsSpan(12, 17));
        for (var i = 0; i < 4; i++) png[29 + i] = (byte)(checksum >> (24 - (8 * i)));
        Assert.Contains("the picture is 32768x32768 (height x width), more than 100 megapixels", Before(4 << 20, () => PictureDecoder.Decode(_folder.Write("large.png", png))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_in_absurdly_many_scans()
    {
        using var bitmap = new SKBitmap(4000, 4000, SKColorType.Gray8, SKAlphaType.Opaque);
        using var encoded = bitmap.Encode(SKEncodedImageFormat.Jpeg, 50);
        byte[] scans = [.. Enumerable.Repeat<byte[]>([0xff, 0xda], 700).SelectMany(mark => mark)];
        var path = _folder.Write("scans.jpg", [.. encoded.ToArray(), .. scans]);
        Assert.Contains("is stored in 701 scans, which would take very long; allowed: at most 625 at this size", Before(4 << 20, () => PictureDecoder.Decode(path)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_with_a_million_columns() => Assert.Contains(
        "wide.csv:1: has 1000000 cells; allowed: at most 100000",
        Before(128 << 20, () => StoredTable.Load(_folder.Write("wide.csv", string.Join(',', Enumerable.Range(0, 1_000_000).Select(i => i % 10)) + "\n"))), StringComparison.Ordinal);

    [Fact]
    public void A_table_in_one_endless_line() => Assert.Contains(
        "endless.csv:1: the line has more than 4,194,304 characters",
        Before(64 << 20, () => StoredTable.Load(_folder.Write("endless.csv", new string('x', 5 << 20)))), StringComparison.Ordinal);

    [Fact]
    public void A_sound_whose_header_lies()
    {
        byte[] wav = [.. "RIFF"u8, 0xff, 0xff, 0xff, 0xff, .. "WAVEfmt "u8, 16, 0, 0, 0, 1, 0, 0xff, 0xff, 0x80, 0xbb, 0, 0, 0, 0, 0, 0, 2, 0, 16, 0, .. "data"u8, 0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4];
        Assert.Contains("holds no sound", Before(1 << 20, () => StoredSound.Load(_folder.Write("lies.wav", wav))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(2147483647, 2147483647, 2147483647, 2147483647)")]
    [InlineData("(65536, 65536, 65536, 65536, 65536, 65536, 65536, 65536, 65536)")]
    public void An_array_whose_header_lies(string shape)
    {
        var header = $"{{'descr': '|u1', 'fortran_order': False, 'shape': {shape}, }}\n";
        byte[] npy = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. System.Text.Encoding.ASCII.GetBytes(header), 1, 2, 3];
        Assert.Contains("cut short or damaged", Before(1 << 20, () => NpyFile.Open(_folder.Write("lies.npy", npy))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_in_place_of_a_file()
    {
        using var made = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(_folder.FullPath, "pipe.png")]);
        made.WaitForExit();
        Assert.Contains("the file is empty (or a pipe or device, which is not read)", Before(1 << 20, () => PictureDecoder.Decode(Path.Combine(_folder.FullPath, "pipe.png"))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_that_leads_round_and_round()
    {
        _folder.Write("pictures/cat/1.png", Png(2, 2));
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullPath, "pictures", "cat", "again"), Path.Combine(_folder.FullPath, "pictures"));
        Assert.Contains("again: this link leads to a folder, perhaps round and round", Before(1 << 20, () => new ImageFolder("pictures").Open(_folder.FullPath)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_folder_that_is_a_link_is_read()
    {
        _folder.Write("stored/1.png", Png(2, 2));
        Directory.CreateDirectory(Path.Combine(_folder.FullPath, "pictures"));
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullPath, "pictures", "cat"), Path.Combine(_folder.FullPath, "stored"));
        using var data = new ImageFolder("pictures").Open(_folder.FullPath);
        Assert.Equal(new ImageShape(3, 2, 2), data.StoredShape(0));
    }

    [Fact]
    public void A_folder_with_more_files_than_are_listed()
    {
        for (var i = 0; i < 4; i++) _folder.Write($"many/{i}", "");
        Assert.Equal(4, FolderWalk.Files(_folder.FullPath, most: 4).Count());
        Assert.Contains("there are more than 3 files in it, the most that is listed", Before(1 << 20, () => FolderWalk.Files(_folder.FullPath, most: 3).Count()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../secret.png")]
    [InlineData("/etc/hostname.png")]
    public void A_picture_outside_the_folder(string file)
    {
        _folder.Write("pictures/1.png", Png(2, 2));
        _folder.Write("secret.png", Png(2, 2));
        _folder.Write("labels.csv", $"{file},0\n");
        Assert.Contains($"labels.csv:1: the picture '{file}' lies outside", Before(1 << 20, () => new ImageFolder("pictures", "labels.csv").Open(_folder.FullPath)), StringComparison.Ordinal);
    }

    // The refusal, which must come before much memory is taken.
    private static string Before(long bytes, Func<object> read)
    {
        var start = GC.GetAllocatedBytesForCurrentThread();
        var message = Assert.Throws<UserException>(read).Message;
        var taken = GC.GetAllocatedBytesForCurrentThread() - start;
        Assert.True(taken <= bytes, $"{taken} bytes were allocated before: {message}");
        return message;
    }

    private static byte[] Png(int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        using var encoded = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return encoded.ToArray();
    }

    private string Axes(string name, params int[] axes)
    {
        byte[] header = [0, 0, 8, (byte)axes.Length, .. axes.SelectMany(axis => new[] { (byte)(axis >> 24), (byte)(axis >> 16), (byte)(axis >> 8), (byte)axis })];
        return _folder.Write(name, Packed(header));
    }

    private static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(content);
        return packed.ToArray();
    }

    // CRC-32 of ISO 3309, as PNG has it.
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return ~crc;
    }
}
