using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Movement;

/// <summary>Operators that pick single numbers by place or turn sequences around: ∂y is added at the places that were taken.</summary>
internal sealed class Picking : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Compress", "GatherElements", "GatherND", "ReverseSequence"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node) => node.Give(0, () => Scattering.BackToPlaces(node));
}
