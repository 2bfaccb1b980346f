using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Movement;

/// <summary>
/// Values around a tensor. A constant around it (or a cut, where pads are negative): ∂x is the inner part of ∂y. Values of its own
/// (<c>reflect</c>, <c>edge</c>, <c>wrap</c>): each place has the sum of where it was copied to.
/// </summary>
internal sealed class Pad : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Pad"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        node.RefuseGradientOf(2, "the padded value");
        node.Give(0, () =>
        {
            if (node.Attributes.Text("mode", "constant") != "constant") return Scattering.BackToPlaces(node);
            var (pads, axes) = (node.Integers(1)!, node.Axes(3, node.X));
            var (before, behind) = (new long[node.X.Rank], new long[node.X.Rank]);
            for (var i = 0; i < axes.Length; i++) (before[axes[i]], behind[axes[i]]) = (-pads[i], -pads[i + axes.Length]);
            return node.Gradient.Pad(before, behind);
        });
    }
}
