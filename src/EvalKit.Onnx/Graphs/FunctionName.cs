using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Graphs;

/// <summary>What tells a model's own functions apart, the default domain in one spelling.</summary>
internal readonly record struct FunctionName(string Domain, string Name, string Overload)
{
    /// <summary>The name of a function.</summary>
    public static FunctionName Of(FunctionProto function) => new(Canonical(function.Domain), function.Name, function.Overload);

    /// <summary>The name of the function that a node would call.</summary>
    public static FunctionName Of(NodeProto node) => new(Canonical(node.Domain), node.OpType, node.Overload);

    /// <inheritdoc/>
    public override string ToString() => $"'{(Domain.Length > 0 ? $"{Domain}:" : "")}{Name}{(Overload.Length > 0 ? $":{Overload}" : "")}'";

    private static string Canonical(string domain) => OperatorName.IsDefault(domain) ? "" : domain;
}
