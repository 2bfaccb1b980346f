using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Propagations;

/// <summary>
/// The derivative, but a rectifier (Relu, and Clip, such as ReLU6) passes back only what is positive: ∂x = max(∂y, 0) where y is
/// above 0. Springenberg et al. 2015, Striving for simplicity, section 3.4.
/// </summary>
internal sealed class GuidedBackpropagation : Propagation
{
    /// <inheritdoc/>
    public override void Apply(GradientRule rule, NodeAdjoint node) =>
        rule.Apply(node.Operator is "Relu" or "Clip" ? node.Seen(node.Gradient.Map("Relu")) : node);
}
