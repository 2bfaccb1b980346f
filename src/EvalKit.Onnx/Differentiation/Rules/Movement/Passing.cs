using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Movement;

/// <summary>
/// Operators that hand numbers on in other clothes: ∂x = ∂y in the dimensions of x. A cast between
/// kinds of numbers rounds, which counts as nothing.
/// </summary>
internal sealed class Passing : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Cast", "CastLike", "Flatten", "Identity", "Reshape", "Squeeze", "Unsqueeze"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node) => node.Give(0, () => node.Gradient.Reshape(node.X.Dimensions));
}
