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
    /// <param name="numbers">The array.</param>
    /// <param name="shape">Its dimensions, at least two.</param>
    public static void Write(Stream destination, ReadOnlySpan<float> numbers, params ReadOnlySpan<int> shape)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentOutOfRangeException.ThrowIfLessThan(shape.Length, 2);
        var length = 1;
        foreach (var dimension in shape) length = checked(length * dimension);
        ArgumentOutOfRangeException.ThrowIfNotEqual(numbers.Length, length);
        ReadOnlySpan<byte> magic = [0x93, .. "NUMPY"u8, 1, 0];
        var header = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({string.Join(", ", shape.ToArray())}), }}");
        var before = magic.Length + sizeof(ushort);
        var headerLength = (before + header.Length + Alignment) / Alignment * Alignment - before;
        var bytes = new byte[before + headerLength + (numbers.Length * sizeof(float))];
        magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(magic.Length), (ushort)headerLength);
        Encoding.ASCII.GetBytes(header.PadRight(headerLength - 1) + "\n", bytes.AsSpan(before));
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(before + headerLength + (i * sizeof(float))), numbers[i]);
        destination.Write(bytes);
    }
}
