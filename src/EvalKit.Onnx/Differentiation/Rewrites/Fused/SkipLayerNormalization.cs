using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Differentiation.Rewrites.Fused;

/// <summary>
/// A layer normalisation of a sum of input, skip and bias (ONNX Runtime's contrib operator); the sum itself is the fourth output.
/// </summary>
internal sealed class SkipLayerNormalization : GraphRewrite
{
    /// <inheritdoc/>
    public override string Domain => "com.microsoft";

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["SkipLayerNormalization"];

    /// <inheritdoc/>
    public override void Apply(NodeRewriting node)
    {
        if (node.HasOutput(1) || node.HasOutput(2)) throw node.Refuse("its mean and deviation are used, which has no rule");
        var sum = node.Call("Add", [node.Input(0), node.Input(1)]);
        if (node.Has(4)) sum = node.Call("Add", [sum, node.Input(4)]);
        if (node.HasOutput(3)) node.Result(3, "Identity", [sum]);
        string[] inputs = node.Has(3) ? [sum, node.Input(2), node.Input(3)] : [sum, node.Input(2)];
        node.Result("LayerNormalization", inputs, NodeAttribute.Of("axis", -1L), NodeAttribute.Of("epsilon", node.Attributes.Number("epsilon", 1e-12f)));
    }
}
