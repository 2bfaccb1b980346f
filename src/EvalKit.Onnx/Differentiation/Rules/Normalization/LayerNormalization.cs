using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Normalization;

/// <summary>
/// y = γ x̂ + β with x̂ standardised over the axes from <c>axis</c> on (Ba et al. 2016): ∂x as <see cref="Standardization"/> of γ ∂y,
/// with the operator's own mean and inverse deviation; ∂γ = ∂y x̂, ∂β = ∂y.
/// </summary>
internal sealed class LayerNormalization : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["LayerNormalization"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        var first = node.X.Axis(node.Attributes.Integer("axis", -1));
        int[] axes = [.. Enumerable.Range(first, node.X.Rank - first)];
        var statistics = node.X.Collapsed(axes);
        var scheme = new Standardization(node.X, node.Demand(1, statistics), node.Demand(2, statistics), axes);
        node.Give(0, () => scheme.Back(node.Gradient * node.Input(1)));
        node.Give(1, () => node.Gradient * scheme.Standardized);
        node.Give(2, () => node.Gradient);
    }
}
