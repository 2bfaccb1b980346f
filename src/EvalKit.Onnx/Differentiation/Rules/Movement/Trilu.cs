using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Movement;

/// <summary>The upper or lower triangle of matrices: ∂x is the same triangle of ∂y.</summary>
internal sealed class Trilu : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Trilu"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node) => node.Give(0, () => node.Repeat([node.Gradient, node.Optional(1)], node.X.Dimensions));
}
