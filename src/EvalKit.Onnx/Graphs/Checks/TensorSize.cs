using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;

namespace EvalKit.Onnx.Graphs.Checks;

/// <summary>How large a tensor is by its dimensions and type.</summary>
internal static class TensorSize
{
    /// <summary>The numbers in a tensor; null where a dimension is negative or there are 2⁶³ or more.</summary>
    public static long? Count(IEnumerable<long> dimensions)
    {
        var product = UInt128.One;
        var isEmpty = false;
        foreach (var dimension in dimensions)
        {
            if (dimension < 0) return null;
            isEmpty |= dimension == 0;

            // Held at 2⁶⁴, so that it cannot overflow however many dimensions follow.
            product = UInt128.Min(product * (UInt128)Math.Max(1, dimension), (UInt128)1 << 64);
        }

        return isEmpty ? 0 : product <= (UInt128)long.MaxValue ? (long)product : null;
    }

    /// <summary>The bytes of numbers stored one after the other; null where the type has no fixed size (text).</summary>
    public static Int128? Bytes(DataType type, long count) => Bits(type) is { } bits ? ((Int128)count * bits + 7) / 8 : null;

    /// <summary>The bits of a number; null for text.</summary>
    public static int? Bits(DataType type) => type switch
    {
        DataType.String or DataType.Undefined => null,
        DataType.Uint2 or DataType.Int2 => 2,
        DataType.Uint4 or DataType.Int4 or DataType.Float4E2M1 => 4,
        DataType.Uint16 or DataType.Int16 or DataType.Float16 or DataType.Bfloat16 => 16,
        DataType.Float or DataType.Int32 or DataType.Uint32 => 32,
        DataType.Double or DataType.Int64 or DataType.Uint64 or DataType.Complex64 => 64,
        DataType.Complex128 => 128,
        _ => 8,
    };
}
