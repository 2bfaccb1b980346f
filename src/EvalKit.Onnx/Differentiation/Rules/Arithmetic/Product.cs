using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Arithmetic;

/// <summary>y = a b: ∂a = ∂y b, ∂b = ∂y a. A square has both.</summary>
internal sealed class Product : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Mul"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        node.Give(0, () => node.Gradient * node.Input(1));
        node.Give(1, () => node.Gradient * node.Input(0));
    }
}
