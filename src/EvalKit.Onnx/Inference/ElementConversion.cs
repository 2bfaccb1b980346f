using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace EvalKit.Onnx.Inference;

/// <summary>Between single precision and a tensor's own element type, over whole buffers.</summary>
internal static class ElementConversion
{
    /// <summary>The runtime's type for a name in ONNX's words, and its size in bytes.</summary>
    public static (TensorElementType Type, int Bytes) Of(string elementType) => elementType switch
    {
        "float32" => (TensorElementType.Float, sizeof(float)),
        "float16" => (TensorElementType.Float16, sizeof(ushort)),
        "double" => (TensorElementType.Double, sizeof(double)),
        "uint8" => (TensorElementType.UInt8, sizeof(byte)),
        "int8" => (TensorElementType.Int8, sizeof(sbyte)),
        "int32" => (TensorElementType.Int32, sizeof(int)),
        _ => throw new NotSupportedException($"element type {elementType}"),
    };

    /// <summary>Whether numbers of a type can be both written and read here.</summary>
    public static bool IsConvertible(TensorElementType type) =>
        type is TensorElementType.Float or TensorElementType.Float16 or TensorElementType.BFloat16 or TensorElementType.Double;

    /// <summary>Writes numbers as a tensor's bytes. Integers are rounded to even and saturated; <paramref name="source"/> is then overwritten.</summary>
    public static void Write(TensorElementType type, Span<float> source, Span<byte> destination)
    {
        switch (type)
        {
            case TensorElementType.Float:
                source.CopyTo(MemoryMarshal.Cast<byte, float>(destination));
                break;
            case TensorElementType.Float16:
                TensorPrimitives.ConvertToHalf(source, MemoryMarshal.Cast<byte, Half>(destination));
                break;
            case TensorElementType.Double:
                TensorPrimitives.ConvertSaturating<float, double>(source, MemoryMarshal.Cast<byte, double>(destination));
                break;
            case TensorElementType.BFloat16:
                // The upper half of the bits, rounded to even.
                var halves = MemoryMarshal.Cast<byte, ushort>(destination);
                for (var i = 0; i < source.Length; i++)
                {
                    var bits = BitConverter.SingleToUInt32Bits(source[i]);
                    halves[i] = float.IsNaN(source[i]) ? (ushort)0x7fc0 : (ushort)((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
                }

                break;
            case TensorElementType.UInt8:
                WriteIntegers<byte>(source, destination);
                break;
            case TensorElementType.Int8:
                WriteIntegers<sbyte>(source, MemoryMarshal.Cast<byte, sbyte>(destination));
                break;
            default:
                WriteIntegers<int>(source, MemoryMarshal.Cast<byte, int>(destination));
                break;
        }
    }

    /// <summary>Reads a tensor's bytes into numbers.</summary>
    public static void Read(TensorElementType type, ReadOnlySpan<byte> source, Span<float> destination)
    {
        switch (type)
        {
            case TensorElementType.Float:
                MemoryMarshal.Cast<byte, float>(source).CopyTo(destination);
                break;
            case TensorElementType.Float16:
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(source), destination);
                break;
            case TensorElementType.BFloat16:
                var halves = MemoryMarshal.Cast<byte, ushort>(source);
                for (var i = 0; i < halves.Length; i++) destination[i] = BitConverter.UInt32BitsToSingle((uint)halves[i] << 16);
                break;
            default:
                TensorPrimitives.ConvertSaturating<double, float>(MemoryMarshal.Cast<byte, double>(source), destination);
                break;
        }
    }

    private static void WriteIntegers<T>(Span<float> source, Span<T> destination)
        where T : INumberBase<T>
    {
        TensorPrimitives.Round(source, MidpointRounding.ToEven, source);
        TensorPrimitives.ConvertSaturating<float, T>(source, destination);
    }
}
