using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Inference;

/// <summary>Tells from the graph which operator makes a model's scores.</summary>
internal static class ScoreSource
{
    /// <summary>
    /// The operator that the output comes from, looking back through operators that only reshape, copy or convert.
    /// </summary>
    public static string? OperatorOf(ModelFile file, string output)
    {
        var makers = new Dictionary<string, NodeProto>(StringComparer.Ordinal);
        foreach (var node in file.Model.Graph.Node)
        {
            foreach (var name in node.Output) makers[name] = node;
        }

        while (makers.TryGetValue(output, out var maker))
        {
            if (!PassesThrough(maker.OpType)) return maker.OpType;
            output = maker.Input[0];
        }

        return null;
    }

    private static bool PassesThrough(string operation) => operation is
        "Identity" or "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze" or "Cast" or "Dropout" or "QuantizeLinear" or "DequantizeLinear";
}
