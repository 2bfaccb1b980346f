using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Arithmetic;

/// <summary>y = a mod b = a − b k with an integer k: ∂a = ∂y, ∂b = −∂y k, k = (a − y) / b.</summary>
internal sealed class Remainder : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Mod"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        node.Give(0, () => node.Gradient);
        node.Give(1, () => -(node.Gradient * ((node.X - node.Y) / node.Input(1))));
    }
}
