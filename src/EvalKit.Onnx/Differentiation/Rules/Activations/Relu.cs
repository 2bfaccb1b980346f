using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Activations;

/// <summary>y = max(x, 0): ∂x = ∂y where y is above 0. Taken from the output, so that a fused convolution stays fused.</summary>
internal sealed class Relu : ElementwiseRule
{
    /// <inheritdoc/>
    protected override Dictionary<string, Derivative> Derivatives { get; } = new(StringComparer.Ordinal) { ["Relu"] = node => node.Y.Above(0) };
}
