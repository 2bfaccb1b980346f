using System.Buffers.Binary;
using System.IO.Compression;
using EvalKit.Core.Reports.Gallery;
using EvalKit.Reporting.Charts;

namespace EvalKit.Reporting.Tests.Charts;

public sealed class PngTests
{
    /// <summary>The one grey pixel of value 255 that Python's zlib and binascii give: the stored block, and the checksums over it.</summary>
    [Fact]
    public void A_grey_pixel_is_the_one_that_zlib_writes() => Assert.Equal(
        "data:image/png;base64," + Convert.ToBase64String(Convert.FromHexString(
            "89504E470D0A1A0A0000000D49484452000000010000000108000000003A7E9B550000000D494441547801010200FDFF00FF01010100608712B50000000049454E44AE426082")),
        Png.Of(1, 1, 1, [255]));

    [Fact]
    public void A_heat_map_speaks_orange_and_denies_purple()
    {
        var bytes = Convert.FromBase64String(HeatPicture.Of(new HeatMap(1, 3, new[] { -2f, 0, 1 }))[22..]);

        Assert.Equal([0, 15, 23], Pixels(bytes, 3)[1..]);
        // Orange, opaque, is the last of the 31 colours.
        var palette = Find(bytes, "PLTE");
        Assert.Equal([0x80, 0x50, 0xC0], palette[..3]);
        Assert.Equal([0xE0, 0x7B, 0x00], palette[^3..]);
        var opacities = Find(bytes, "tRNS");
        Assert.Equal((255, 0, 255), (opacities[0], opacities[15], opacities[30]));
    }

    [Fact]
    public void Where_all_values_have_one_sign_their_least_is_clear()
    {
        Assert.Equal([15, 23, 30], Pixels(Convert.FromBase64String(HeatPicture.Of(new HeatMap(1, 3, new[] { 4f, 5, 6 }))[22..]), 3)[1..]);
        Assert.Equal([0, 7, 15], Pixels(Convert.FromBase64String(HeatPicture.Of(new HeatMap(1, 3, new[] { -6f, -5, -4 }))[22..]), 3)[1..]);
        Assert.Equal([15, 15], Pixels(Convert.FromBase64String(HeatPicture.Of(new HeatMap(1, 2, new[] { 5f, 5 }))[22..]), 2)[1..]);
    }

    private static byte[] Pixels(byte[] png, int width)
    {
        using var zlib = new ZLibStream(new MemoryStream(Find(png, "IDAT")), CompressionMode.Decompress);
        var line = new byte[width + 1];
        zlib.ReadExactly(line);
        return line;
    }

    private static byte[] Find(byte[] png, string kind)
    {
        for (var at = 8; ;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (System.Text.Encoding.ASCII.GetString(png, at + 4, 4) == kind)
                return png[(at + 8)..(at + 8 + length)];
            at += length + 12;
        }
    }
}
