using EvalKit.Onnx.Differentiation.Backward;
using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Differentiation.Rules.Reductions;

/// <summary>Running sums along an axis: ∂x is the running sum of ∂y from the other end.</summary>
internal sealed class CumulativeSum : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["CumSum"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node) => node.Give(0, () => node.Graph.Call(
        "CumSum", [node.Gradient, node.Input(1)], node.X.Dimensions,
        NodeAttribute.Of("exclusive", node.Attributes.Integer("exclusive", 0)),
        NodeAttribute.Of("reverse", 1 - node.Attributes.Integer("reverse", 0))));
}
