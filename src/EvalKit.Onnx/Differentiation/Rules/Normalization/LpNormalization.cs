using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Normalization;

/// <summary>
/// y = x / n with the norm n of order 1 or 2 along an axis: ∂x = (∂y − d Σ ∂y y) / n, where d = ∂n/∂x is y for order 2 and
/// sign(x) for order 1.
/// </summary>
internal sealed class LpNormalization : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["LpNormalization"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        var axis = node.X.Axis(node.Attributes.Integer("axis", -1));
        var isFirst = node.Attributes.Integer("p", 2) == 1;
        node.Give(0, () =>
        {
            var norm = isFirst ? node.X.Map("Abs").Sum(axis) : (node.X * node.X).Sum(axis).Map("Sqrt");
            var slope = isFirst ? node.X.Map("Sign") : node.Y;
            return (node.Gradient - slope * (node.Gradient * node.Y).Sum(axis)) / norm;
        });
    }
}
