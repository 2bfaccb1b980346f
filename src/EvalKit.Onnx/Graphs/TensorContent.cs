using System.Runtime.InteropServices;
using EvalKit.Onnx.Graphs.Schema;
using Google.Protobuf;
using static EvalKit.Onnx.Graphs.Schema.TensorProto.Types;

namespace EvalKit.Onnx.Graphs;

/// <summary>Makes and reads stored tensors.</summary>
internal static class TensorContent
{
    /// <summary>A tensor of integers.</summary>
    public static TensorProto Of(string name, ReadOnlySpan<long> dimensions, ReadOnlySpan<long> values) => Of(name, DataType.Int64, dimensions, values);

    /// <summary>A tensor of numbers in single precision.</summary>
    public static TensorProto Of(string name, ReadOnlySpan<long> dimensions, ReadOnlySpan<float> values) => Of(name, DataType.Float, dimensions, values);

    /// <summary>The integers of a tensor, row by row, or null where it holds none or they lie in another file.</summary>
    public static long[]? Integers(TensorProto tensor) => ExternalData.IsExternal(tensor) ? null : tensor.DataType switch
    {
        DataType.Int64 => tensor.HasRawData ? Raw<long>(tensor) : [.. tensor.Int64Data],
        DataType.Int32 => Array.ConvertAll(tensor.HasRawData ? Raw<int>(tensor) : [.. tensor.Int32Data], value => (long)value),
        _ => null,
    };

    /// <summary>The numbers of a tensor, row by row, integers too, or null where it holds none or they lie in another file.</summary>
    public static double[]? Numbers(TensorProto tensor) => ExternalData.IsExternal(tensor) ? null : tensor.DataType switch
    {
        DataType.Float => Array.ConvertAll(tensor.HasRawData ? Raw<float>(tensor) : [.. tensor.FloatData], value => (double)value),
        DataType.Double => tensor.HasRawData ? Raw<double>(tensor) : [.. tensor.DoubleData],
        DataType.Float16 => Array.ConvertAll(
            tensor.HasRawData ? Raw<Half>(tensor) : [.. tensor.Int32Data.Select(bits => BitConverter.UInt16BitsToHalf((ushort)bits))], value => (double)value),
        DataType.Bfloat16 => Array.ConvertAll(
            tensor.HasRawData ? Raw<ushort>(tensor) : [.. tensor.Int32Data.Select(bits => (ushort)bits)],
            bits => (double)BitConverter.UInt32BitsToSingle((uint)bits << 16)),
        _ => Integers(tensor) is { } integers ? Array.ConvertAll(integers, value => (double)value) : null,
    };

    private static TensorProto Of<T>(string name, DataType type, ReadOnlySpan<long> dimensions, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var tensor = new TensorProto { Name = name, DataType = type, RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values)) };
        foreach (var dimension in dimensions) tensor.Dims.Add(dimension);
        return tensor;
    }

    private static T[] Raw<T>(TensorProto tensor)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(tensor.RawData.Span).ToArray();
}
