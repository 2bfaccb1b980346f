using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Graphs;

/// <summary>Element types in ONNX's words.</summary>
internal static class ElementTypes
{
    /// <summary>The name, such as <c>float16</c>; <c>float</c> is called <c>float32</c>.</summary>
    public static string NameOf(TensorProto.Types.DataType type) =>
        type == TensorProto.Types.DataType.Float ? "float32" : type.ToString().ToLowerInvariant();

    /// <summary>Whether the type holds floating-point numbers.</summary>
    public static bool IsFloat(TensorProto.Types.DataType type) => type is
        TensorProto.Types.DataType.Float or TensorProto.Types.DataType.Float16 or TensorProto.Types.DataType.Double
        or TensorProto.Types.DataType.Bfloat16 or TensorProto.Types.DataType.Float8E4M3Fn or TensorProto.Types.DataType.Float8E4M3Fnuz
        or TensorProto.Types.DataType.Float8E5M2 or TensorProto.Types.DataType.Float8E5M2Fnuz or TensorProto.Types.DataType.Float4E2M1;
}
