using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Activations;

/// <summary>Softmax over one axis: ∂x = y (∂y − Σ ∂y y). Log-softmax: ∂x = ∂y − eʸ Σ ∂y.</summary>
internal sealed class Softmax : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Softmax", "LogSoftmax"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        var axis = node.X.Axis(node.Attributes.Integer("axis", -1));
        node.Give(0, () =>
        {
            if (node.Operator == "LogSoftmax") return node.Gradient - node.Y.Map("Exp") * node.Gradient.Sum(axis);
            var weighted = node.Gradient * node.Y;
            return weighted - node.Y * weighted.Sum(axis);
        });
    }
}
