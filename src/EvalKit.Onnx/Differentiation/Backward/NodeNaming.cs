using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Differentiation.Backward;

/// <summary>How messages name a node.</summary>
internal static class NodeNaming
{
    /// <summary>Its name, or that of its first output where it has none.</summary>
    public static string Of(NodeProto node) => node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault(name => name.Length > 0) ?? "";
}
