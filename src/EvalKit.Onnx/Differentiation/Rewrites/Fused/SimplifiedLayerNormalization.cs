using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Differentiation.Rewrites.Fused;

/// <summary>γ x / √(mean(x²) + ε) over the axes from <c>axis</c> on (ONNX Runtime's contrib operator in the default domain).</summary>
internal sealed class SimplifiedLayerNormalization : GraphRewrite
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["SimplifiedLayerNormalization"];

    /// <inheritdoc/>
    public override void Apply(NodeRewriting node)
    {
        if (node.Attributes.Integer("axis", -1) != -1) throw node.Refuse("an axis other than the last has no rule");
        var square = node.Call("ReduceMean", [node.Call("Mul", [node.Input(0), node.Input(0)]), node.Integers(-1)], NodeAttribute.Of("keepdims", 1L));
        var root = node.Call("Sqrt", [node.Call("Add", [square, node.Number(node.Attributes.Number("epsilon", 1e-5f))])]);
        node.Result("Mul", [node.Call("Div", [node.Input(0), root]), node.Input(1)]);
    }
}
