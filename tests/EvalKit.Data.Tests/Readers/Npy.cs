using System.Buffers.Binary;
using System.Text;

namespace EvalKit.Data.Tests.Readers;

/// <summary>Writes files of NumPy as numpy.save does: the header is padded so that the numbers begin at a multiple of 64.</summary>
internal static class Npy
{
    public static byte[] File(string type, int[] axes, byte[] numbers, byte version = 1, string order = "False")
    {
        var shape = string.Join(", ", axes) + (axes.Length == 1 ? "," : "");
        var header = $"{{'descr': '{type}', 'fortran_order': {order}, 'shape': ({shape}), }}";
        var before = version == 1 ? 10 : 12;
        header += new string(' ', 63 - ((before + header.Length) % 64)) + "\n";
        var length = new byte[before - 8];
        if (version == 1) BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)header.Length);
        else BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)header.Length);
        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. Encoding.ASCII.GetBytes(header), .. numbers];
    }
}
