using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Arithmetic;

/// <summary>y = a where c holds, else b: ∂a = ∂y where c holds, ∂b = ∂y elsewhere.</summary>
internal sealed class Selection : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Where"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        node.Give(1, () => node.Gradient.Where(node.Input(0)));
        node.Give(2, () => node.Graph.Number(0).Where(node.Input(0), node.Gradient));
    }
}
