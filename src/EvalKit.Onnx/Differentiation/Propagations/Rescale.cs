using EvalKit.Onnx.Differentiation.Backward;
using EvalKit.Onnx.Differentiation.Rules.Movement;

namespace EvalKit.Onnx.Differentiation.Propagations;

/// <summary>
/// DeepLIFT's rescale rule: the multiplier of an operator on single numbers is Δy / Δx, between the input and a reference, and the
/// derivative where x did not move (Shrikumar, Greenside and Kundaje 2017, section 3.5.1). Products of two tensors that both
/// move have their exact shares, ∂a = ∂y · (b + b₀) / 2. Of a largest value in a window, the rise belongs to its place in the
/// input and the fall to that in the reference (as in the authors' successor DeepSHAP, and Captum). Linear operators have their
/// derivative, and so, as in Captum, have all others (softmax, normalisations of layers), which then do not add up exactly.
/// </summary>
internal sealed class Rescale : Propagation
{
    // Below this difference of inputs, Δy / Δx is rounding.
    private const float Unmoved = 1e-7f;

    /// <inheritdoc/>
    public override bool Compares => true;

    /// <inheritdoc/>
    public override void Apply(GradientRule rule, NodeAdjoint node)
    {
        if (rule is ElementwiseRule || node.Operator is "Clip" or "PRelu" or "Pow") ByNumber(rule, node, () => node.Gradient * (node.Y - node.Twin.Y));
        else if (node.Operator == "MaxPool") ByNumber(rule, node, () => RiseAndFall(node));
        else if (node.Operator is "Mul" or "MatMul" or "Gemm" or "Einsum") rule.Apply(node.Seen(node.Gradient, inputs: Midpoints(node)));
        else if (node.Operator == "Div") Quotient(node);
        else rule.Apply(node);
    }

    /// <summary>Gives what a difference contributes, divided by the difference.</summary>
    private static void ByNumber(GradientRule rule, NodeAdjoint node, Func<GraphValue> contribution) => rule.Apply(node.Seen(node.Gradient, (input, gradient) =>
    {
        if (input > 0)
        {
            node.Carry(input, gradient);
            return;
        }

        var difference = node.X - node.Twin.X;
        var moved = difference.Map("Abs").Compare("Greater", Unmoved);
        node.Carry(input, (contribution() / difference.Where(moved, 1)).Where(moved, gradient));
    }));

    private static GraphValue RiseAndFall(NodeAdjoint node)
    {
        var (y, reference, twin) = (node.Y, node.Twin.Y, node.Twin);
        var larger = y.With("Max", reference);
        return Scattering.Add(node.Graph, node.Gradient * (larger - reference), node.Demand(1, y.Dimensions), node.X.Dimensions)
            + Scattering.Add(node.Graph, node.Gradient * (y - larger), twin.Demand(1, y.Dimensions), node.X.Dimensions);
    }

    private static Dictionary<int, GraphValue> Midpoints(NodeAdjoint node) =>
        Enumerable.Range(0, node.Inputs).Where(node.Needs).ToDictionary(input => input, input => (node.Input(input) + node.Twin.Input(input)) * 0.5f);

    /// <summary>a/b − a₀/b₀ = Δa (1/b + 1/b₀) / 2 − Δb (a + a₀) / (2 b b₀).</summary>
    private static void Quotient(NodeAdjoint node)
    {
        var (a, b, twin) = (node.Input(0), node.Input(1), node.Twin);
        node.Give(0, () => node.Gradient * (1 / b + 1 / twin.Input(1)) * 0.5f);
        node.Give(1, () => -(node.Gradient * (a + twin.Input(0)) * 0.5f / (b * twin.Input(1))));
    }
}
