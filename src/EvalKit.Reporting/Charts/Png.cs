using System.Buffers.Binary;

namespace EvalKit.Reporting.Charts;

/// <summary>
/// Small pictures as PNG (W3C, third edition) without compression, so that the same pixels give the same bytes on every
/// machine, whatever its version of zlib.
/// </summary>
internal static class Png
{
    private const byte Indexed = 3;

    /// <summary>A picture of grey (one channel) or colour (three), written as an address that holds it.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="pixels">[height, width, channels].</param>
    public static string Of(int width, int height, int channels, ReadOnlySpan<byte> pixels) =>
        Address([Header(width, height, channels == 1 ? (byte)0 : (byte)2), Data(height, pixels)]);

    /// <summary>A picture of colours that are numbered, each with its opacity.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="palette">Red, green and blue of each colour.</param>
    /// <param name="opacities">The opacity of each colour.</param>
    /// <param name="pixels">[height, width], the numbers of the colours.</param>
    public static string Of(int width, int height, byte[] palette, byte[] opacities, ReadOnlySpan<byte> pixels) =>
        Address([Header(width, height, Indexed), Chunk("PLTE"u8, palette), Chunk("tRNS"u8, opacities), Data(height, pixels)]);

    private static string Address(byte[][] chunks) => "data:image/png;base64," + Convert.ToBase64String(
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. chunks.SelectMany(chunk => chunk), .. Chunk("IEND"u8, [])]);

    private static byte[] Header(int width, int height, byte colours)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, colours);
        return Chunk("IHDR"u8, header);
    }

    // One stored block of zlib: small pictures stay below its 65,535 bytes. Each line begins with its filter, none.
    private static byte[] Data(int height, ReadOnlySpan<byte> pixels)
    {
        var line = pixels.Length / height;
        var size = (ushort)checked((line + 1) * height);
        var data = new byte[7 + size + 4];
        (data[0], data[1], data[2]) = (0x78, 0x01, 0x01);
        BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(3), size);
        BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(5), (ushort)~size);
        for (var row = 0; row < height; row++) pixels.Slice(row * line, line).CopyTo(data.AsSpan(7 + (row * (line + 1)) + 1));
        BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(7 + size), Adler(data.AsSpan(7, size)));
        return Chunk("IDAT"u8, data);
    }

    private static byte[] Chunk(ReadOnlySpan<byte> kind, byte[] content)
    {
        var chunk = new byte[content.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        kind.CopyTo(chunk.AsSpan(4));
        content.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + content.Length), Crc(chunk.AsSpan(4, content.Length + 4)));
        return chunk;
    }

    private static uint Adler(ReadOnlySpan<byte> bytes)
    {
        var (a, b) = (1u, 0u);
        foreach (var one in bytes)
        {
            a = (a + one) % 65_521;
            b = (b + a) % 65_521;
        }

        return (b << 16) | a;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return ~crc;
    }
}
