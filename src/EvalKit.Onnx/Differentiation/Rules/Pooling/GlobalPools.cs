using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Pooling;

/// <summary>
/// Pooling over all spatial axes. Mean: ∂x = ∂y / n. Largest: ∂y at the largest, shared evenly by equal ones. Norm of order p:
/// ∂x = ∂y sign(x) (|x| / y)ᵖ⁻¹.
/// </summary>
internal sealed class GlobalPools : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node) => node.Give(0, () =>
    {
        int[] axes = [.. Enumerable.Range(2, node.X.Rank - 2)];
        switch (node.Operator)
        {
            case "GlobalAveragePool":
                return (node.Gradient * ((float)node.Y.Count / node.X.Count)).Expand(node.X.Dimensions);
            case "GlobalMaxPool":
                var mask = node.X.With("Equal", node.Y).AsNumbers();
                return mask * (node.Gradient / mask.Sum(axes));
            default:
                var order = node.Attributes.Integer("p", 2);
                return node.Gradient * node.X.Map("Sign") * (node.X.Map("Abs") / node.Y).Power(order - 1);
        }
    });
}
