using System.Buffers.Binary;
using System.IO.Compression;

namespace EvalKit.Data.Tests.Readers;

/// <summary>Writes IDX files.</summary>
internal static class Idx
{
    public static byte[] File(byte type, int[] axes, byte[] numbers)
    {
        var header = new byte[4 + (4 * axes.Length)];
        header[2] = type;
        header[3] = (byte)axes.Length;
        for (var i = 0; i < axes.Length; i++) BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * i)), axes[i]);
        return [.. header, .. numbers];
    }

    public static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Optimal)) stream.Write(content);
        return packed.ToArray();
    }
}
