using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Reductions;

/// <summary>
/// Reductions over axes: ∂x = ∂y dy/dx, repeated along the reduced axes. Of several equal extreme values each has the same share.
/// </summary>
internal sealed class Reductions : GradientRule
{
    private delegate GraphValue Slope(GraphValue x, GraphValue y, int[] axes);

    private static readonly Dictionary<string, Slope> Slopes = new(StringComparer.Ordinal)
    {
        ["ReduceMean"] = (x, y, _) => x.Scalar((float)y.Count / x.Count),
        ["ReduceSumSquare"] = (x, _, _) => x * 2,
        ["ReduceL1"] = (x, _, _) => x.Map("Sign"),
        ["ReduceL2"] = (x, y, _) => x / y,
        ["ReduceLogSum"] = (x, y, _) => (-y).Map("Exp"),
        ["ReduceLogSumExp"] = (x, y, _) => (x - y).Map("Exp"),
        ["ReduceProd"] = (x, y, _) => y / x,
        ["ReduceMax"] = Extreme,
        ["ReduceMin"] = Extreme,
    };

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => [.. Slopes.Keys, "ReduceSum"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node) => node.Give(0, () =>
    {
        var isNothing = node.Attributes.Integer("noop_with_empty_axes", 0) != 0 && node.Integers(1) is not { Length: > 0 };
        int[] axes = isNothing ? [] : node.Axes(1, node.X);
        var kept = node.X.Collapsed(axes);
        var gradient = node.Gradient.Reshape(kept);
        if (Slopes.TryGetValue(node.Operator, out var slope)) gradient *= slope(node.X, node.Y.Reshape(kept), axes);
        return gradient.Expand(node.X.Dimensions);
    });

    private static GraphValue Extreme(GraphValue x, GraphValue y, int[] axes)
    {
        var mask = x.With("Equal", y).AsNumbers();
        return axes.Length == 0 ? mask : mask / mask.Sum(axes);
    }
}
