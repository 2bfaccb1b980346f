using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Activations;

/// <summary>y = x where x is above 0, else s x: ∂x = ∂y or s ∂y, ∂s = x ∂y where x is below 0.</summary>
internal sealed class PRelu : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["PRelu"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        node.Give(0, () => node.Gradient.Where(node.X.Compare("Greater", 0), node.Gradient * node.Input(1)));
        node.Give(1, () => (node.Gradient * node.X).Where(node.X.Compare("Less", 0)));
    }
}
