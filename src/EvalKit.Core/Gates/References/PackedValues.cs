using System.Buffers.Binary;
using System.IO.Compression;
using EvalKit.Core.Metrics;

namespace EvalKit.Core.Gates.References;

/// <summary>
/// Values of samples as text: base64 of deflated bytes. Values that are all 0 or 1 take a bit each; others are 32-bit floats,
/// little-endian, all first bytes before all second ones, which deflates better.
/// </summary>
public static class PackedValues
{
    // Deflate cannot do better.
    private const long MostUnpacked = 1032;

    /// <summary>The most values that a text can hold, as long as it is not looked into.</summary>
    /// <param name="text">What <see cref="PackBits"/> or <see cref="PackFloats"/> gave.</param>
    public static long Most(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length * MostUnpacked * 8;
    }

    /// <summary>Whether all values are 0 or 1.</summary>
    public static bool AreBits(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
            if (value is not (0 or 1)) return false;
        return true;
    }

    /// <summary>
    /// Values as they come back from single precision: what was kept so is compared so, and equal values stay equal.
    /// </summary>
    /// <param name="values">The values.</param>
    public static SampleValues Rounded(SampleValues values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values with { Values = values.Values.ToArray().Select(value => (double)(float)value).ToArray() };
    }

    /// <summary>Packs zeros and ones, the first in the lowest bit.</summary>
    public static string PackBits(ReadOnlySpan<double> values)
    {
        var bytes = new byte[(values.Length + 7) / 8];
        for (var i = 0; i < values.Length; i++)
            if (values[i] == 1) bytes[i / 8] |= (byte)(1 << (i % 8));
        return Deflate(bytes);
    }

    /// <summary>Unpacks zeros and ones.</summary>
    /// <param name="text">What <see cref="PackBits"/> gave.</param>
    /// <param name="count">The number of values.</param>
    /// <exception cref="FormatException">The text is damaged, or holds another number of values.</exception>
    public static double[] UnpackBits(string text, int count)
    {
        var bytes = Inflate(text, (count + 7) / 8);
        var values = new double[count];
        for (var i = 0; i < count; i++) values[i] = (bytes[i / 8] >> (i % 8)) & 1;
        return values;
    }

    /// <summary>Packs values in single precision.</summary>
    public static string PackFloats(ReadOnlySpan<double> values)
    {
        var bytes = new byte[values.Length * sizeof(float)];
        Span<byte> one = stackalloc byte[sizeof(float)];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(one, (float)values[i]);
            for (var plane = 0; plane < sizeof(float); plane++) bytes[(plane * values.Length) + i] = one[plane];
        }

        return Deflate(bytes);
    }

    /// <summary>Unpacks values of single precision.</summary>
    /// <param name="text">What <see cref="PackFloats"/> gave.</param>
    /// <param name="count">The number of values.</param>
    /// <exception cref="FormatException">The text is damaged, or holds another number of values.</exception>
    public static double[] UnpackFloats(string text, int count)
    {
        var bytes = Inflate(text, count * sizeof(float));
        var values = new double[count];
        Span<byte> one = stackalloc byte[sizeof(float)];
        for (var i = 0; i < count; i++)
        {
            for (var plane = 0; plane < sizeof(float); plane++) one[plane] = bytes[(plane * count) + i];
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(one);
        }

        return values;
    }

    private static string Deflate(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) deflate.Write(bytes);
        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }

    private static byte[] Inflate(string text, int length)
    {
        using var packed = new MemoryStream(Convert.FromBase64String(text), writable: false);
        using var deflate = new DeflateStream(packed, CompressionMode.Decompress);
        var bytes = new byte[length];
        try
        {
            deflate.ReadExactly(bytes);
            if (deflate.ReadByte() >= 0) throw new FormatException("it holds more values than samples");
        }
        catch (Exception damage) when (damage is InvalidDataException or EndOfStreamException)
        {
            throw new FormatException("its values are damaged, or fewer than its samples", damage);
        }

        return bytes;
    }
}
