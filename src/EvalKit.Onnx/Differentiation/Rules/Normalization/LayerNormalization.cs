using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Normalization;

/// <summary>
/// y = γ x̂ + β with x̂ standardised over the axes from <c>axis</c> on (Ba et al. 2016): ∂x as <see cref="Standardization"/> of γ ∂y,
/// with the operator's own mean and inverse deviation; ∂γ = ∂y x̂, ∂β = ∂y. Where the mean μ or the inverse deviation s are
/// used too, ∂x has (∂μ − ∂s s² x̂) / n of n numbers as well.
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
        var count = (float)axes.Aggregate(1L, (product, axis) => product * node.X.Dimensions[axis]);
        node.Give(0, () => scheme.Back(node.Gradient * node.Input(1)));
        if (node.HasGradient(1)) node.Give(0, () => (node.GradientOf(1).Expand(node.X.Dimensions)) / count);
        if (node.HasGradient(2)) node.Give(0, () => scheme.Standardized * node.GradientOf(2) * node.Output(2).Power(2) / -count);
        node.Give(1, () => node.Gradient * scheme.Standardized);
        node.Give(2, () => node.Gradient);
    }
}
