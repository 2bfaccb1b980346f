using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Differentiation.Rewrites.Fused;

/// <summary>
/// The sum of word, position and segment embeddings, normalised (ONNX Runtime's contrib operator). The positions count from 0; the
/// second output, the lengths told by the mask, is made too.
/// </summary>
internal sealed class EmbedLayerNormalization : GraphRewrite
{
    /// <inheritdoc/>
    public override string Domain => "com.microsoft";

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["EmbedLayerNormalization"];

    /// <inheritdoc/>
    public override void Apply(NodeRewriting node)
    {
        var (tokens, segments, words, positions, segmentTable) = (node.Input(0), node.Input(1), node.Input(2), node.Input(3), node.Input(4));
        var length = node.Call("Gather", [node.Call("Shape", [tokens]), Scalar(node, 1)], NodeAttribute.Of("axis", 0L));
        var places = node.Has(8) ? node.Input(8) : node.Call("Range", [Scalar(node, 0), length, Scalar(node, 1)]);
        var sum = node.Call("Add", [node.Call("Gather", [words, tokens]), node.Call("Gather", [positions, places])]);
        if (segments.Length > 0 && segmentTable.Length > 0) sum = node.Call("Add", [sum, node.Call("Gather", [segmentTable, segments])]);
        if (node.HasOutput(2)) node.Result(2, "Identity", [sum]);
        if (node.HasOutput(1)) Lengths(node, tokens);
        node.Result("LayerNormalization", [sum, node.Input(5), node.Input(6)], NodeAttribute.Of("axis", -1L), NodeAttribute.Of("epsilon", node.Attributes.Number("epsilon", 1e-12f)));
    }

    private static string Scalar(NodeRewriting node, long value) => node.Call("Squeeze", [node.Integers(value)]);

    private static void Lengths(NodeRewriting node, string tokens)
    {
        if (node.Has(7)) node.Result(1, "ReduceSum", [node.Input(7), node.Integers(1)], NodeAttribute.Of("keepdims", 0L));
        else node.Result(1, "Cast", [node.Call("ConstantOfShape", [node.Call("Gather", [node.Call("Shape", [tokens]), node.Integers(0)])])], NodeAttribute.Of("to", 6L));
    }
}
