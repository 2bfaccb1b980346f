using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Inference;

/// <summary>Tells from the graph which operator makes a model's scores.</summary>
internal static class ScoreSource
{
    /// <summary>
    /// The operator that the output comes from, looking back through operators that only reshape, copy or convert.
    /// </summary>
    public static string? OperatorOf(ModelFile file, string output) => MakerOf(file, output)?.OpType;

    /// <summary>The tensor with the logits: what goes into the softmax that makes the scores, or the scores themselves.</summary>
    public static string LogitsOf(ModelFile file, string output) => MakerOf(file, output) is { OpType: "Softmax" } softmax ? softmax.Input[0] : output;

    private static NodeProto? MakerOf(ModelFile file, string output)
    {
        var makers = new Dictionary<string, NodeProto>(StringComparer.Ordinal);
        foreach (var node in file.Model.Graph.Node)
        {
            foreach (var name in node.Output) makers[name] = node;
        }

        while (makers.TryGetValue(output, out var maker))
        {
            if (!PassesThrough(maker.OpType)) return maker;
            output = maker.Input[0];
        }

        return null;
    }

    private static bool PassesThrough(string operation) => operation is
        "Identity" or "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze" or "Cast" or "Dropout" or "QuantizeLinear" or "DequantizeLinear";
}
