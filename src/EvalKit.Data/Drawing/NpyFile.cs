using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace EvalKit.Data.Drawing;

/// <summary>Arrays as files that NumPy reads.</summary>
/// <remarks>The format 1.0 of numpy.lib.format: magic, version, length of the header, a Python dictionary, the numbers.</remarks>
public static class NpyFile
{
    // The numbers begin at a multiple of this, so that a reader may map them into memory.
    private const int Alignment = 64;

    /// <summary>Writes 32-bit floats, little-endian, in row-major order.</summary>
    /// <param name="destination">Receives the file.</param>
    /// <param name="numbers">[height, width].</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    public static void Write(Stream destination, ReadOnlySpan<float> numbers, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentOutOfRangeException.ThrowIfNotEqual(numbers.Length, height * width);
        ReadOnlySpan<byte> magic = [0x93, .. "NUMPY"u8, 1, 0];
        var header = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({height}, {width}), }}");
        var before = magic.Length + sizeof(ushort);
        var length = (before + header.Length + Alignment) / Alignment * Alignment - before;
        var bytes = new byte[before + length + (numbers.Length * sizeof(float))];
        magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(magic.Length), (ushort)length);
        Encoding.ASCII.GetBytes(header.PadRight(length - 1) + "\n", bytes.AsSpan(before));
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(before + length + (i * sizeof(float))), numbers[i]);
        destination.Write(bytes);
    }
}
