using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Arithmetic;

/// <summary>y = a − b: ∂a = ∂y, ∂b = −∂y.</summary>
internal sealed class Difference : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Sub"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        node.Give(0, () => node.Gradient);
        node.Give(1, () => -node.Gradient);
    }
}
