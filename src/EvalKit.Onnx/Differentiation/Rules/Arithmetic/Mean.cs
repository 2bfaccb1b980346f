using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Arithmetic;

/// <summary>y = (a + b + …) / n: ∂a = ∂y / n.</summary>
internal sealed class Mean : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Mean"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        for (var i = 0; i < node.Inputs; i++) node.Give(i, () => node.Gradient * (1f / node.Inputs));
    }
}
