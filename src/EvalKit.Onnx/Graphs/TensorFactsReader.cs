using EvalKit.Core.Models;
using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Graphs;

/// <summary>Says in words what an input or output of a graph is.</summary>
internal static class TensorFactsReader
{
    /// <summary>The facts of a declared value.</summary>
    public static TensorFacts Read(ValueInfoProto value) => value.Type?.ValueCase switch
    {
        TypeProto.ValueOneofCase.TensorType or TypeProto.ValueOneofCase.SparseTensorType => Tensor(value),
        _ => new TensorFacts(value.Name, TypeOf(value.Type), []),
    };

    /// <summary>Name, type and dimensions for messages, such as <c>"x" float32 [N, 3, 224, 224]</c>.</summary>
    public static string Describe(ValueInfoProto value) => Describe(Read(value));

    /// <inheritdoc cref="Describe(ValueInfoProto)"/>
    public static string Describe(TensorFacts facts) =>
        $"\"{facts.Name}\" {facts.ElementType} [{string.Join(", ", facts.Dimensions)}]";

    private static TensorFacts Tensor(ValueInfoProto value)
    {
        var tensor = value.Type.TensorType ?? value.Type.SparseTensorType;
        return new TensorFacts(value.Name, ElementTypes.NameOf(tensor.ElemType), [.. (tensor.Shape?.Dim ?? []).Select(Dimension)]);
    }

    private static string Dimension(TensorShapeProto.Types.Dimension dimension) => dimension.ValueCase switch
    {
        TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue when dimension.DimValue > 0 => $"{dimension.DimValue}",
        TensorShapeProto.Types.Dimension.ValueOneofCase.DimParam when dimension.DimParam.Length > 0 => dimension.DimParam,
        _ => "?",
    };

    private static string TypeOf(TypeProto? type) => type?.ValueCase switch
    {
        TypeProto.ValueOneofCase.TensorType => ElementTypes.NameOf(type.TensorType.ElemType),
        TypeProto.ValueOneofCase.SparseTensorType => ElementTypes.NameOf(type.SparseTensorType.ElemType),
        TypeProto.ValueOneofCase.SequenceType => $"sequence of {TypeOf(type.SequenceType.ElemType)}",
        TypeProto.ValueOneofCase.MapType => $"map from {ElementTypes.NameOf(type.MapType.KeyType)} to {TypeOf(type.MapType.ValueType)}",
        TypeProto.ValueOneofCase.OptionalType => $"optional {TypeOf(type.OptionalType.ElemType)}",
        _ => "unknown",
    };
}
