using System.Buffers.Binary;
using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Data.Decoding;
using SkiaSharp;

namespace EvalKit.Data.Tests.Decoding;

public sealed class PictureDecoderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(PillowPictures.All), MemberType = typeof(PillowPictures))]
    public void Levels_are_those_of_Pillow(string name, string base64, int channels, int[] levels)
    {
        var path = _folder.Write(name, Convert.FromBase64String(base64));
        using var picture = PictureDecoder.Decode(path);
        Assert.Equal(new ImageShape(channels, 4, 5), picture.Shape);
        Assert.Equal(picture.Shape, PictureDecoder.ReadShape(path));
        // Inverse cosine transforms of other processors may differ in the last bit.
        var tolerance = name.EndsWith(".jpg", StringComparison.Ordinal) ? 1 : 0;
        Assert.All(picture.Planes.ToArray().Zip(levels), pair => Assert.InRange(pair.First, pair.Second - tolerance, pair.Second + tolerance));
    }

    [Fact]
    public void Of_sixteen_bit_grey_the_upper_byte_is_taken()
    {
        // A PNG of 2 x 1 pixels, 0x12C8 and 0xFF01, from a PNG writer of few lines in Python.
        var path = _folder.Write("grey-16.png", Convert.FromBase64String(
            "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABEAAAAACB2fwVAAAADUlEQVR42mMQOvGfEQAEpAHb+s6cygAAAABJRU5ErkJggg=="));
        using var picture = PictureDecoder.Decode(path);
        Assert.Equal([0x12, 0xFF], picture.Planes.ToArray());
    }

    [Theory]
    [InlineData(1, "ABC DEF")]
    [InlineData(2, "CBA FED")]
    [InlineData(3, "FED CBA")]
    [InlineData(4, "DEF ABC")]
    [InlineData(5, "AD BE CF")]
    [InlineData(6, "DA EB FC")]
    [InlineData(7, "FC EB DA")]
    [InlineData(8, "CF BE AD")]
    public void Every_orientation_is_made_upright(byte orientation, string upright)
    {
        // Each letter is a block of 8 x 8 pixels with a level of its own, so that JPEG keeps it.
        var levels = new byte[16 * 24];
        for (var i = 0; i < levels.Length; i++) levels[i] = Level("ABCDEF"[(i / (8 * 24) * 3) + (i % 24 / 8)]);
        var jpeg = Pictures.Grey(16, 24, levels, SKEncodedImageFormat.Jpeg);
        var path = _folder.Write("turned.jpg", Pictures.WithOrientation(jpeg, orientation));

        var rows = upright.Split(' ');
        using var picture = PictureDecoder.Decode(path);
        Assert.Equal(new ImageShape(1, 8 * rows.Length, 8 * rows[0].Length), picture.Shape);
        Assert.Equal(picture.Shape, PictureDecoder.ReadShape(path));
        for (var y = 0; y < picture.Shape.Height; y++)
        {
            for (var x = 0; x < picture.Shape.Width; x++)
                Assert.InRange(picture.Planes[(y * picture.Shape.Width) + x] - Level(rows[y / 8][x / 8]), -2, 2);
        }

        static byte Level(char letter) => (byte)(20 + ((letter - 'A') * 40));
    }

    [Fact]
    public void A_colour_profile_changes_nothing()
    {
        byte[] pixels = [200, 30, 90, 255, 10, 220, 140, 255];
        var path = _folder.Write("p3.png", Pictures.Colour(1, 2, pixels, space: SKColorSpace.CreateRgb(SKColorSpaceTransferFn.Srgb, SKColorSpaceXyz.DisplayP3)));
        using var codec = SKCodec.Create(path);
        Assert.False(codec.Info.ColorSpace.IsSrgb);
        using var picture = PictureDecoder.Decode(path);
        Assert.Equal([200, 10, 30, 220, 90, 140], picture.Planes.ToArray());
    }

    [Fact]
    public void A_picture_cut_short_is_refused_by_name()
    {
        var noise = Enumerable.Range(0, 64 * 64).Select(i => (byte)(i * 2654435761u >> 24)).ToArray();
        foreach (var format in new[] { SKEncodedImageFormat.Png, SKEncodedImageFormat.Jpeg })
        {
            var whole = Pictures.Grey(64, 64, noise, format);
            var path = _folder.Write($"cut.{format}", whole[..(whole.Length / 2)]);
            Refused(path, "the picture does not decode: it is cut short");
        }
    }

    [Fact]
    public void A_damaged_picture_is_refused_by_name()
    {
        var whole = Pictures.Grey(8, 8, new byte[64]);
        whole[^20] ^= 1; // in the compressed pixels or their checksum
        Refused(_folder.Write("flipped.png", whole), "the picture does not decode: it is damaged");
    }

    [Fact]
    public void A_file_that_is_no_picture_is_refused_by_name() =>
        Refused(_folder.Write("text.png", "not a picture at all"), "the picture does not decode: it is no PNG, JPEG, BMP, WebP or GIF file, or damaged at its start");

    [Fact]
    public void A_picture_beyond_the_limit_is_refused_before_decoding()
    {
        // The header of a BMP, width and height raised; there are no pixels behind it.
        var bmp = new byte[54];
        "BM"u8.CopyTo(bmp);
        BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(2), 54);
        bmp[10] = 54;
        bmp[14] = 40;
        BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(18), 20_000);
        BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(22), 10_000);
        bmp[26] = 1;
        bmp[28] = 24;
        Refused(_folder.Write("huge.bmp", bmp), "the picture is 10000x20000 (height x width), more than 100 megapixels");
    }

    [Theory]
    [InlineData("a.JPEG", true)]
    [InlineData("b/c.WebP", true)]
    [InlineData("d.tiff", false)]
    [InlineData("e", false)]
    public void Pictures_are_told_by_their_extension(string path, bool expected) => Assert.Equal(expected, PictureDecoder.IsPicture(path));

    private static void Refused(string path, string message)
    {
        var error = Assert.Throws<UserException>(() => PictureDecoder.Decode(path).Dispose());
        Assert.StartsWith($"{path}: {message}", error.Message, StringComparison.Ordinal);
    }
}
