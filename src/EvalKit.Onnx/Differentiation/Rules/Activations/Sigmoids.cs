using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Activations;

/// <summary>S-shaped activations and those that carry such a gate.</summary>
internal sealed class Sigmoids : ElementwiseRule
{
    private static readonly float RootOfTwoOverPi = (float)Math.Sqrt(2 / Math.PI);

    /// <inheritdoc/>
    protected override Dictionary<string, Derivative> Derivatives { get; } = new(StringComparer.Ordinal)
    {
        ["Sigmoid"] = node => node.Y * Rest(node.Y),
        ["HardSigmoid"] = node => (node.Y.Above(0) * node.Y.Below(1)).Scaled(node.Attributes.Number("alpha", 0.2f)),
        ["Softsign"] = node => 1 / (node.X.Map("Abs") + 1).Power(2),
        ["Softplus"] = node => node.X.Map("Sigmoid"),
        ["HardSwish"] = HardSwish,
        ["Swish"] = Swish,
        ["Mish"] = Mish,
        ["Gelu"] = node => node.Attributes.Text("approximate", "none") == "tanh" ? GeluByTanh(node.X) : Gelu(node.X),
    };

    /// <summary>
    /// y = x h with h = min(max(x/6 + ½, 0), 1): h + x/6 where x lies strictly between −3 and 3.
    /// </summary>
    private static GraphValue HardSwish(NodeAdjoint node) =>
        node.X.Line(1 / 6f, 0.5f) + node.X * (node.X.Above(-3) * node.X.Below(3)).Scaled(1 / 6f);

    /// <summary>y = x σ(αx): σ + α y (1 − σ).</summary>
    private static GraphValue Swish(NodeAdjoint node)
    {
        var alpha = node.Attributes.Number("alpha", 1);
        return Swish((node.X * alpha).Map("Sigmoid"), node.Y * alpha);
    }

    /// <summary>The derivative of x σ(αx) of σ and of α times the product.</summary>
    public static GraphValue Swish(GraphValue gate, GraphValue product) => gate + product * Rest(gate);

    /// <summary>1 − σ, as a line, since a difference with one number would end a blocked layout.</summary>
    private static GraphValue Rest(GraphValue share) => share.Line(-1, 1);

    /// <summary>y = x t with t = tanh(softplus(x)): t + x σ(x) (1 − t²).</summary>
    private static GraphValue Mish(NodeAdjoint node)
    {
        var gate = node.X.Map("Softplus").Map("Tanh");
        return gate + node.X * node.X.Map("Sigmoid") * (1 - gate * gate);
    }

    /// <summary>y = x Φ(x): Φ(x) + x φ(x) (Hendrycks and Gimpel 2016).</summary>
    private static GraphValue Gelu(GraphValue x)
    {
        var cumulative = ((x * (float)Math.Sqrt(0.5)).Map("Erf") + 1) * 0.5f;
        var density = (x * x * -0.5f).Map("Exp") * (float)(1 / Math.Sqrt(2 * Math.PI));
        return cumulative + x * density;
    }

    /// <summary>y = x (1 + t) / 2 with t = tanh(√(2/π) (x + 0.044715 x³)): (1 + t) / 2 + x (1 − t²) √(2/π) (1 + 3 · 0.044715 x²) / 2.</summary>
    private static GraphValue GeluByTanh(GraphValue x)
    {
        var square = x * x;
        var gate = (x * (square * 0.044715f + 1) * RootOfTwoOverPi).Map("Tanh");
        return (gate + 1) * 0.5f + x * (1 - gate * gate) * ((square * (3 * 0.044715f) + 1) * (RootOfTwoOverPi / 2));
    }
}
