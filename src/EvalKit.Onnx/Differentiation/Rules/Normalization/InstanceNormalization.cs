using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Normalization;

/// <summary>
/// y = γ x̂ + β with x̂ standardised over the spatial axes of each channel (Ulyanov et al. 2016): ∂x as
/// <see cref="Standardization"/> of γ ∂y; ∂γ = ∂y x̂, ∂β = ∂y, summed.
/// </summary>
internal sealed class InstanceNormalization : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["InstanceNormalization"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        int[] axes = [.. Enumerable.Range(2, node.X.Rank - 2)];
        long[] channels = [node.X.Dimensions[1], .. axes.Select(_ => 1L)];
        var scheme = new Standardization(node.X, node.Attributes.Number("epsilon", 1e-5f), axes);
        node.Give(0, () => scheme.Back(node.Gradient * node.Input(1).Reshape(channels)));
        node.Give(1, () => (node.Gradient * scheme.Standardized).ReduceTo(channels).Reshape(channels[0]));
        node.Give(2, () => node.Gradient.ReduceTo(channels).Reshape(channels[0]));
    }
}
