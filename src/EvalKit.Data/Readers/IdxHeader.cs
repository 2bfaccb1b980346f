using System.Buffers.Binary;
using EvalKit.Core.Errors;

namespace EvalKit.Data.Readers;

/// <summary>The start of an IDX file.</summary>
/// <param name="Type">The type of the numbers: 0x08 unsigned byte, 0x09 signed byte, 0x0B short, 0x0C int.</param>
/// <param name="Axes">The lengths of the axes, none negative.</param>
internal sealed record IdxHeader(byte Type, int[] Axes)
{
    private const int MostAxes = 4;

    /// <summary>Bytes before the first number.</summary>
    public int Length => 4 + (4 * Axes.Length);

    /// <summary>Bytes of one number.</summary>
    public int NumberLength => Type switch { 0x0B => 2, 0x0C => 4, _ => 1 };

    /// <summary>Bytes of all numbers; four axes of any length fit.</summary>
    public Int128 DataLength => Axes.Aggregate((Int128)NumberLength, (length, axis) => length * axis);

    /// <summary>Reads the header and leaves the stream at the first number.</summary>
    /// <exception cref="UserException">The stream is not that of an IDX file.</exception>
    public static IdxHeader Read(string path, Stream stream)
    {
        Span<byte> header = stackalloc byte[4 + (4 * MostAxes)];
        var magic = header[..4];
        var read = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        if (read < 4 || magic is not [0, 0, 0x08 or 0x09 or 0x0B or 0x0C, >= 1 and <= MostAxes])
        {
            throw new UserException(
                $"{path}: not an IDX file: it begins with 0x{Convert.ToHexString(magic[..read])}, allowed is 0x0000TTNN "
                + $"with the type TT (08, 09, 0B or 0C) and the number of axes NN (01 to {MostAxes:D2})");
        }

        var lengths = header.Slice(4, 4 * magic[3]);
        if (stream.ReadAtLeast(lengths, lengths.Length, throwOnEndOfStream: false) < lengths.Length)
            throw new UserException($"{path}: cut short within its header");
        var axes = new int[magic[3]];
        for (var i = 0; i < axes.Length; i++)
        {
            axes[i] = BinaryPrimitives.ReadInt32BigEndian(lengths[(4 * i)..]);
            if (axes[i] < 0) throw new UserException($"{path}: its axis {i} has the negative length {axes[i]}");
        }

        return new(magic[2], axes);
    }
}
