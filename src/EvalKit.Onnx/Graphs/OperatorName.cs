using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Graphs;

/// <summary>How operators are named: alone in the default domain, <c>domain:Name</c> in others.</summary>
internal static class OperatorName
{
    /// <summary>Whether a domain is the default one, which has two spellings.</summary>
    public static bool IsDefault(string domain) => domain is "" or "ai.onnx";

    /// <summary>The name of a node's operator.</summary>
    public static string Of(NodeProto node) => IsDefault(node.Domain) ? node.OpType : $"{node.Domain}:{node.OpType}";
}
