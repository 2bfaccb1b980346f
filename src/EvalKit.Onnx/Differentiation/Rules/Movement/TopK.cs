using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Movement;

/// <summary>The largest or smallest values along an axis: ∂y goes to their places, which the operator tells itself.</summary>
internal sealed class TopK : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["TopK"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node) => node.Give(0, () => Scattering.Add(
        node.Graph, node.Gradient, node.Demand(1, node.Y.Dimensions), node.X.Dimensions, node.X.Axis(node.Attributes.Integer("axis", -1))));
}
