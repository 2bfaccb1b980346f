using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Activations;

/// <summary>y = min(max(x, low), high): ∂x = ∂y where y lies strictly between; a bound has the gradient of where it holds.</summary>
internal sealed class Clip : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Clip"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        node.Give(0, () => Inside(node, node.Gradient));
        node.Give(1, () => node.Gradient.Where(node.X.With("Less", node.Input(1))));
        node.Give(2, () => node.Gradient.Where(node.X.With("Greater", node.Input(2))));
    }

    private static GraphValue Inside(NodeAdjoint node, GraphValue gradient)
    {
        if (node.Has(1)) gradient = node.Numbers(1) is [var low] ? gradient * node.Y.Above((float)low) : gradient.Where(node.Y.With("Greater", node.Input(1)));
        if (node.Has(2)) gradient = node.Numbers(2) is [var high] ? gradient * node.Y.Below((float)high) : gradient.Where(node.Y.With("Less", node.Input(2)));
        return gradient;
    }
}
