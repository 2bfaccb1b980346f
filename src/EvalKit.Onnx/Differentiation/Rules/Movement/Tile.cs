using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Movement;

/// <summary>Repetition of whole axes: ∂x = ∂y summed over the copies.</summary>
internal sealed class Tile : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Tile"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node) => node.Give(0, () =>
    {
        long[] apart = [.. node.X.Dimensions.SelectMany((size, axis) => new[] { node.Y.Dimensions[axis] / Math.Max(1, size), size })];
        return node.Gradient.Reshape(apart).Sum([.. Enumerable.Range(0, node.X.Rank).Select(axis => 2 * axis)]).Reshape(node.X.Dimensions);
    });
}
