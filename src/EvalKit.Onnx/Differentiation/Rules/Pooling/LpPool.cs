using EvalKit.Onnx.Differentiation.Backward;
using EvalKit.Onnx.Differentiation.Rules.Convolution;

namespace EvalKit.Onnx.Differentiation.Rules.Pooling;

/// <summary>y = (Σ |x|ᵖ)^(1/p) over each window: ∂x = sign(x) |x|ᵖ⁻¹ times the windows' ∂y y¹⁻ᵖ, added up at each place.</summary>
internal sealed class LpPool : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["LpPool"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node) => node.Give(0, () =>
    {
        var windows = Windows.Of(node, node.Attributes.Integers("kernel_shape")!);
        var (order, channels) = (node.Attributes.Integer("p", 2), node.X.Dimensions[1]);
        var spread = windows.Spread(node.Graph, node.Gradient * node.Y.Power(1 - order), node.Graph.Ones([channels, 1, .. windows.Kernel]), node.X.Dimensions, channels);
        return node.X.Map("Sign") * node.X.Map("Abs").Power(order - 1) * spread;
    });
}
