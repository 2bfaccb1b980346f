using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Movement;

/// <summary>A range of some axes: ∂x is ∂y between zeros; with steps other than 1, ∂y at the places that were taken.</summary>
internal sealed class Slice : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Slice"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node) => node.Give(0, () =>
    {
        if (node.Integers(4) is { } steps && steps.Any(step => step != 1)) return Scattering.BackToPlaces(node);
        var (starts, axes) = (node.Integers(1)!, node.Integers(3));
        var (before, behind) = (new long[node.X.Rank], new long[node.X.Rank]);
        for (var i = 0; i < starts.Length; i++)
        {
            var axis = node.X.Axis(axes?[i] ?? i);
            var size = node.X.Dimensions[axis];
            before[axis] = Math.Clamp(starts[i] < 0 ? starts[i] + size : starts[i], 0, size);
            behind[axis] = size - before[axis] - node.Y.Dimensions[axis];
        }

        return node.Gradient.Pad(before, behind);
    });
}
