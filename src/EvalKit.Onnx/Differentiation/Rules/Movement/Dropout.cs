using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Movement;

/// <summary>Dropout does nothing in inference: ∂x = ∂y. In training mode it would be random, and has no rule.</summary>
internal sealed class Dropout : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Dropout"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        if (node.Has(2)) throw node.Refuse("it may be in training mode; export the model for inference");
        node.Give(0, () => node.Gradient);
    }
}
