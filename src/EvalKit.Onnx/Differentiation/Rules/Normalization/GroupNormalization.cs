using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Normalization;

/// <summary>
/// y = γ x̂ + β with x̂ standardised over groups of channels and all spatial axes (Wu and He 2018), γ and β one number a channel:
/// ∂x as <see cref="Standardization"/> of γ ∂y.
/// </summary>
internal sealed class GroupNormalization : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["GroupNormalization"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        var groups = node.Attributes.Integer("num_groups", 1);
        long[] grouped = [node.X.Dimensions[0], groups, node.X.Count / node.X.Dimensions[0] / groups];
        long[] channels = [node.X.Dimensions[1], .. Enumerable.Repeat(1L, node.X.Rank - 2)];
        var scheme = new Standardization(node.X.Reshape(grouped), node.Attributes.Number("epsilon", 1e-5f), [2]);
        node.Give(0, () => scheme.Back((node.Gradient * node.Input(1).Reshape(channels)).Reshape(grouped)).Reshape(node.X.Dimensions));
        node.Give(1, () => (node.Gradient * scheme.Standardized.Reshape(node.X.Dimensions)).ReduceTo(channels).Reshape(channels[0]));
        node.Give(2, () => node.Gradient.ReduceTo(channels).Reshape(channels[0]));
    }
}
