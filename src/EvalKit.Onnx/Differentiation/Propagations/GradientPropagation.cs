using EvalKit.Onnx.Differentiation.Backward;
using EvalKit.Onnx.Differentiation.Rules.Activations;

namespace EvalKit.Onnx.Differentiation.Propagations;

/// <summary>The derivative itself.</summary>
internal sealed class GradientPropagation : Propagation
{
    /// <inheritdoc/>
    public override void Apply(GradientRule rule, NodeAdjoint node)
    {
        // Exporters write a swish as x σ(x): both ways back to x at once take fewer passes than one after the other.
        if (node.Operator == "Mul" && IsGate(node, 1)) node.Give(0, () => node.Gradient * Sigmoids.Swish(node.Input(1), node.Y));
        else if (node.Operator == "Mul" && IsGate(node, 0)) node.Give(1, () => node.Gradient * Sigmoids.Swish(node.Input(0), node.Y));
        else rule.Apply(node);
    }

    private static bool IsGate(NodeAdjoint node, int input) => node.Needs(1 - input) && node.IsMade(input, "Sigmoid", node.Input(1 - input));
}
