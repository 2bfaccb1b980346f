using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Movement;

/// <summary>The axes in another order: ∂x has them in the inverse one.</summary>
internal sealed class Transpose : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Transpose"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node) => node.Give(0, () =>
    {
        var order = node.Attributes.Integers("perm") ?? [.. Enumerable.Range(0, node.X.Rank).Reverse().Select(axis => (long)axis)];
        var inverse = new int[order.Length];
        for (var i = 0; i < order.Length; i++) inverse[order[i]] = i;
        return node.Gradient.Transpose(inverse);
    });
}
