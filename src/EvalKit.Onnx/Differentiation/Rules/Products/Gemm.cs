using EvalKit.Onnx.Differentiation.Backward;
using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Differentiation.Rules.Products;

/// <summary>
/// y = α A′ B′ + β C, where A′ is A or Aᵀ: ∂A′ = α ∂y B′ᵀ, ∂B′ = α A′ᵀ ∂y, ∂C = β ∂y. A transposed factor takes the transposed
/// product, so that no matrix is turned around in memory.
/// </summary>
internal sealed class Gemm : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Gemm"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        var (a, b, g) = (node.Input(0), node.Input(1), node.Gradient);
        var (turnA, turnB) = (node.Attributes.Integer("transA", 0) != 0, node.Attributes.Integer("transB", 0) != 0);
        node.Give(0, () => turnA ? Multiply(node, b, turnB, g, true, a) : Multiply(node, g, false, b, !turnB, a));
        node.Give(1, () => turnB ? Multiply(node, g, true, a, turnA, b) : Multiply(node, a, !turnA, g, false, b));
        node.Give(2, () => g * node.Attributes.Number("beta", 1));
    }

    private static GraphValue Multiply(NodeAdjoint node, GraphValue left, bool turnLeft, GraphValue right, bool turnRight, GraphValue of) => node.Graph.Call(
        "Gemm", [left, right], of.Dimensions,
        NodeAttribute.Of("transA", turnLeft ? 1L : 0),
        NodeAttribute.Of("transB", turnRight ? 1L : 0),
        NodeAttribute.Of("alpha", node.Attributes.Number("alpha", 1)));
}
