using System.Runtime.InteropServices;
using EvalKit.Onnx.Inference;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace EvalKit.Onnx.Tests.Inference;

public sealed class ElementConversionTests
{
    // bfloat16 is the upper half of single precision: 1 is 3F80, and steps above it are 2⁻⁷. A tie goes to the even one.
    [Fact]
    public void Brain_floats_are_rounded_to_even()
    {
        float[] numbers = [1, 1 + (1 / 256f), 1 + (3 / 256f), -2.5f, float.PositiveInfinity, BitConverter.UInt32BitsToSingle(0x7fffffff)];
        var bytes = new byte[2 * numbers.Length];
        ElementConversion.Write(TensorElementType.BFloat16, [.. numbers], bytes);
        Assert.Equal([0x3f80, 0x3f80, 0x3f82, 0xc020, 0x7f80, 0x7fc0], MemoryMarshal.Cast<byte, ushort>(bytes).ToArray());

        var read = new float[numbers.Length];
        ElementConversion.Read(TensorElementType.BFloat16, bytes, read);
        Assert.Equal([1, 1, 1 + (1 / 64f), -2.5f, float.PositiveInfinity, float.NaN], read);
    }
}
