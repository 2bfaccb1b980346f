using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Activations;

/// <summary>Activations with a bend at 0 or at a threshold, beside <see cref="Relu"/>.</summary>
internal sealed class Rectifiers : ElementwiseRule
{
    /// <inheritdoc/>
    protected override Dictionary<string, Derivative> Derivatives { get; } = new(StringComparer.Ordinal)
    {
        ["LeakyRelu"] = node => OneOr(node.X, node.Graph.Number(node.Attributes.Number("alpha", 0.01f))),
        ["ThresholdedRelu"] = node => node.X.Above(node.Attributes.Number("alpha", 1)),
        ["Shrink"] = node => node.X.Below(-node.Attributes.Number("lambd", 0.5f)) + node.X.Above(node.Attributes.Number("lambd", 0.5f)),

        // y = α (eˣ − 1) below 0.
        ["Elu"] = node => OneOr(node.X, node.Y + node.Attributes.Number("alpha", 1)),

        // y = γ x above 0, γ α (eˣ − 1) below.
        ["Selu"] = node =>
        {
            var (alpha, gamma) = (node.Attributes.Number("alpha", 1.6732632f), node.Attributes.Number("gamma", 1.050701f));
            return node.Graph.Number(gamma).Where(node.X.Compare("Greater", 0), node.Y + gamma * alpha);
        },

        // y = α (eˣᐟᵅ − 1) below 0.
        ["Celu"] = node => OneOr(node.X, node.Y * (1 / node.Attributes.Number("alpha", 1)) + 1),
    };

    private static GraphValue OneOr(GraphValue x, GraphValue below) => below.Where(x.Compare("LessOrEqual", 0), 1);
}
