using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Propagations;

/// <summary>The derivative itself.</summary>
internal sealed class GradientPropagation : Propagation
{
    /// <inheritdoc/>
    public override void Apply(GradientRule rule, NodeAdjoint node) => rule.Apply(node);
}
