using EvalKit.Onnx.Differentiation.Backward;
using EvalKit.Onnx.Differentiation.Rules.Movement;

namespace EvalKit.Onnx.Differentiation.Rules.Pooling;

/// <summary>
/// The largest value of each window: ∂y goes to its place, which the operator tells itself; places that win in several
/// windows have the sum.
/// </summary>
internal sealed class MaxPool : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["MaxPool"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        if (node.Attributes.Integer("storage_order", 0) != 0) throw node.Refuse("its places are told column by column (storage_order 1), which has no rule");
        node.Give(0, () => Scattering.Add(node.Graph, node.Gradient, node.Demand(1, node.Y.Dimensions), node.X.Dimensions));
    }
}
