using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Products;

/// <summary>
/// y = A B, batched and broadcast over the leading axes: ∂A = ∂y Bᵀ, ∂B = Aᵀ ∂y, summed over broadcast axes. A vector is a
/// matrix of one row (left) or one column (right).
/// </summary>
internal sealed class MatMul : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["MatMul"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        var (a, b) = (node.Input(0), node.Input(1));
        var (left, right) = (a.Rank == 1 ? a.Reshape(1, a.Dimensions[0]) : a, b.Rank == 1 ? b.Reshape(b.Dimensions[0], 1) : b);
        GraphValue Gradient() => a.Rank > 1 && b.Rank > 1
            ? node.Gradient
            : node.Gradient.Reshape([.. node.Y.Dimensions[..^((a.Rank > 1 ? 1 : 0) + (b.Rank > 1 ? 1 : 0))], left.Dimensions[^2], right.Dimensions[^1]]);
        node.Give(0, () => Gradient().MatMul(right.TransposeMatrices()).ReduceTo(left.Dimensions).Reshape(a.Dimensions));
        node.Give(1, () => left.TransposeMatrices().MatMul(Gradient()).ReduceTo(right.Dimensions).Reshape(b.Dimensions));
    }
}
