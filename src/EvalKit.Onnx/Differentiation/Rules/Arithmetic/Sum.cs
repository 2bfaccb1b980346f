using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Arithmetic;

/// <summary>y = a + b + …: ∂a = ∂y, summed over the axes along which a was repeated.</summary>
internal sealed class Sum : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Add", "Sum"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        for (var i = 0; i < node.Inputs; i++) node.Give(i, () => node.Gradient);
    }
}
