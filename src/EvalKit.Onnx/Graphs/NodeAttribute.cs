using EvalKit.Onnx.Graphs.Schema;
using Google.Protobuf;
using static EvalKit.Onnx.Graphs.Schema.AttributeProto.Types;

namespace EvalKit.Onnx.Graphs;

/// <summary>Makes attributes of nodes.</summary>
internal static class NodeAttribute
{
    /// <summary>An integer.</summary>
    public static AttributeProto Of(string name, long value) => new() { Name = name, I = value, Type = AttributeType.Int };

    /// <summary>A number.</summary>
    public static AttributeProto Of(string name, float value) => new() { Name = name, F = value, Type = AttributeType.Float };

    /// <summary>A text.</summary>
    public static AttributeProto Of(string name, string value) => new() { Name = name, S = ByteString.CopyFromUtf8(value), Type = AttributeType.String };

    /// <summary>A tensor.</summary>
    public static AttributeProto Of(string name, TensorProto value) => new() { Name = name, T = value, Type = AttributeType.Tensor };

    /// <summary>A list of integers.</summary>
    public static AttributeProto Of(string name, IEnumerable<long> values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeType.Ints };
        attribute.Ints.Add(values);
        return attribute;
    }
}
