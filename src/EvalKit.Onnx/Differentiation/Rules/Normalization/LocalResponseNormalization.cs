using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Normalization;

/// <summary>
/// y = x d⁻ᵝ with d = k + (α / n) W x², W the sum over n neighbouring channels (Krizhevsky et al. 2012):
/// ∂x = ∂y d⁻ᵝ − (2 α β / n) x Wᵀ(∂y x d⁻ᵝ⁻¹).
/// </summary>
internal sealed class LocalResponseNormalization : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["LRN"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        var (alpha, beta, bias) = (node.Attributes.Number("alpha", 1e-4f), node.Attributes.Number("beta", 0.75f), node.Attributes.Number("bias", 1));
        var (size, channels) = (node.Attributes.Integer("size", 1), node.X.Dimensions[1]);
        long[] flat = [node.X.Dimensions[0], channels, node.X.Count / node.X.Dimensions[0] / channels];
        node.Give(0, () =>
        {
            var (x, gradient) = (node.X.Reshape(flat), node.Gradient.Reshape(flat));
            var scale = Neighbours(node.Graph, channels, size).MatMul(x * x) * (alpha / size) + bias;
            var spread = Neighbours(node.Graph, channels, size).TransposeMatrices().MatMul(gradient * x * scale.Power(-beta - 1));
            return (gradient * scale.Power(-beta) - x * spread * (2 * alpha * beta / size)).Reshape(node.X.Dimensions);
        });
    }

    /// <summary>The matrix that sums each channel's neighbours: ⌊(n − 1) / 2⌋ before it, ⌈(n − 1) / 2⌉ behind.</summary>
    private static GraphValue Neighbours(GraphWriter graph, long channels, long size)
    {
        var band = new float[channels * channels];
        for (var row = 0L; row < channels; row++)
        {
            for (var column = Math.Max(0, row - (size - 1) / 2); column <= Math.Min(channels - 1, row + size / 2); column++) band[row * channels + column] = 1;
        }

        return graph.Numbers([channels, channels], band);
    }
}
