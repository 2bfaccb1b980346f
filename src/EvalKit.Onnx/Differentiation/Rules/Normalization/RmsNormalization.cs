using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Normalization;

/// <summary>
/// y = γ x s with s = 1 / √(mean(x²) + ε) over the axes from <c>axis</c> on (Zhang and Sennrich 2019): with h = γ ∂y,
/// ∂x = s h − s³ x mean(h x); ∂γ = ∂y x s.
/// </summary>
internal sealed class RmsNormalization : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["RMSNormalization"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        var x = node.X;
        var first = x.Axis(node.Attributes.Integer("axis", -1));
        int[] axes = [.. Enumerable.Range(first, x.Rank - first)];
        var inverse = ((x * x).Mean(axes) + node.Attributes.Number("epsilon", 1e-5f)).Map("Sqrt").Map("Reciprocal");
        node.Give(0, () =>
        {
            var scaled = node.Gradient * node.Input(1);
            return inverse * (scaled - x * inverse * inverse * (scaled * x).Mean(axes));
        });
        node.Give(1, () => node.Gradient * x * inverse);
    }
}
