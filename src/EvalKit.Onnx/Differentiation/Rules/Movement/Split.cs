using EvalKit.Onnx.Differentiation.Backward;
using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Differentiation.Rules.Movement;

/// <summary>Parts of a tensor: ∂x has the gradients of all parts side by side, zeros for those that nothing uses.</summary>
internal sealed class Split : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Split"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node) => node.Give(0, () => node.Graph.Call(
        "Concat", [.. Enumerable.Range(0, node.Outputs).Select(node.GradientOf)], node.X.Dimensions,
        NodeAttribute.Of("axis", node.X.Axis(node.Attributes.Integer("axis", 0)))));
}
