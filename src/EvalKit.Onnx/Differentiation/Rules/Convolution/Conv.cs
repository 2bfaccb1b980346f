using EvalKit.Onnx.Differentiation.Backward;
using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Differentiation.Rules.Convolution;

/// <summary>
/// Convolution y = w ∗ x + b: ∂x is the transposed convolution of ∂y with w (the correlation's adjoint), and where the step is
/// 1 a convolution with the flipped and transposed weights, which runs faster (Dumoulin and Visin 2016, section 4) unless it gives
/// only a few channels; ∂b = ∂y summed. Weights that depend on the tensor to differentiate by have no rule.
/// </summary>
internal sealed class Conv : GradientRule
{
    // The runtime computes convolutions in blocks of at least this many channels.
    private const long Block = 8;

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Conv"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        node.RefuseGradientOf(1, "the weight tensor");
        node.Give(0, () => Input(node));
        node.Give(2, () => node.Gradient.ReduceTo([.. node.Input(2).Dimensions, .. Enumerable.Repeat(1L, node.X.Rank - 2)]).Reshape(node.Input(2).Dimensions));
    }

    private static GraphValue Input(NodeAdjoint node)
    {
        var weights = node.Input(1);
        var windows = Windows.Of(node, weights.Dimensions[2..]);
        var group = node.Attributes.Integer("group", 1);
        return windows.IsDense && node.IsConstant(1) && node.X.Dimensions[1] >= Block
            ? ByFlippedWeights(node, windows, group)
            : windows.Spread(node.Graph, node.Gradient, weights, node.X.Dimensions, group);
    }

    private static GraphValue ByFlippedWeights(NodeAdjoint node, Windows windows, long group)
    {
        var before = windows.Axes.Select(axis => axis.Span - 1 - axis.Before).ToArray();
        var behind = windows.Axes.Select((axis, i) => axis.Size - (axis.Windows + before[i] - (axis.Span - 1))).ToArray();
        var gradient = node.Gradient;

        // A convolution takes no negative pads; they become a cut of their own.
        if (before.Concat(behind).Any(pad => pad < 0))
        {
            gradient = gradient.Pad([0, 0, .. before], [0, 0, .. behind]);
            Array.Clear(before);
            Array.Clear(behind);
        }

        return node.Graph.Call(
            "Conv", [gradient, Flipped(node.Input(1), group)], node.X.Dimensions,
            NodeAttribute.Of("group", group),
            NodeAttribute.Of("dilations", windows.Axes.Select(axis => axis.Dilation)),
            NodeAttribute.Of("kernel_shape", windows.Kernel),
            NodeAttribute.Of("pads", [.. before, .. behind]));
    }

    /// <summary>[out, in / group, taps…] as [in, out / group, taps in reverse…]; the runtime does it once, when it opens the graph.</summary>
    private static GraphValue Flipped(GraphValue weights, long group)
    {
        var (outputs, inputs, taps) = (weights.Dimensions[0] / group, weights.Dimensions[1], weights.Dimensions[2..]);
        int[] spatial = [.. Enumerable.Range(3, taps.Length)];
        var exchanged = weights.Reshape([group, outputs, inputs, .. taps]).Transpose([0, 2, 1, .. spatial]).Reshape([group * inputs, outputs, .. taps]);
        int[] longer = [.. Enumerable.Range(2, taps.Length).Where(axis => exchanged.Dimensions[axis] > 1)];
        return longer.Length == 0 ? exchanged : exchanged.Flip(longer);
    }
}
