using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Movement;

/// <summary>Tensors side by side: each has its part of ∂y.</summary>
internal sealed class Concat : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Concat"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        var axis = node.Y.Axis(node.Attributes.Integer("axis", 0));
        var start = 0L;
        for (var i = 0; i < node.Inputs; i++)
        {
            var (from, size) = (start, node.Input(i).Dimensions[axis]);
            node.Give(i, () => node.Gradient.Slice(axis, from, size));
            start += size;
        }
    }
}
