using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Arithmetic;

/// <summary>y = xᵖ: ∂x = ∂y p xᵖ⁻¹, ∂p = ∂y y ln x (0 where x is not above 0, as PyTorch has it at x = 0).</summary>
internal sealed class Power : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Pow"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        node.Give(0, () => node.Gradient * Slope(node));
        node.Give(1, () => (node.Gradient * node.Y * node.X.Map("Log")).Where(node.X.Compare("Greater", 0)));
    }

    private static GraphValue Slope(NodeAdjoint node)
    {
        if (node.Numbers(1) is [var number]) return node.X.Power((float)number - 1) * (float)number;
        var exponent = node.Input(1).AsNumbers();
        return node.X.With("Pow", exponent - 1) * exponent;
    }
}
