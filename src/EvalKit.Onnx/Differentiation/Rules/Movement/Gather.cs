using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Movement;

/// <summary>Slices at indices: ∂y is added at the slices that were taken; a single one is set between zeros.</summary>
internal sealed class Gather : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Gather"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node) => node.Give(0, () =>
    {
        if (node.Numbers(1) is not [var index]) return Scattering.BackToPlaces(node);
        var axis = node.X.Axis(node.Attributes.Integer("axis", 0));
        var (before, behind, size) = (new long[node.X.Rank], new long[node.X.Rank], node.X.Dimensions[axis]);
        before[axis] = index < 0 ? (long)index + size : (long)index;
        behind[axis] = size - 1 - before[axis];
        return node.Gradient.Reshape(node.X.Collapsed([axis])).Pad(before, behind);
    });
}
