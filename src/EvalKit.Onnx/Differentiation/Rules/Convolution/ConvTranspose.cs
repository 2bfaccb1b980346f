using EvalKit.Onnx.Differentiation.Backward;
using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Differentiation.Rules.Convolution;

/// <summary>
/// Transposed convolution: ∂x is the convolution of ∂y with the same weights, steps and dilations; ∂b = ∂y summed. Weights
/// that depend on the tensor to differentiate by have no rule.
/// </summary>
internal sealed class ConvTranspose : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["ConvTranspose"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        node.RefuseGradientOf(1, "the weight tensor");
        node.Give(0, () => Input(node));
        node.Give(2, () => node.Gradient.ReduceTo([.. node.Input(2).Dimensions, .. Enumerable.Repeat(1L, node.X.Rank - 2)]).Reshape(node.Input(2).Dimensions));
    }

    private static GraphValue Input(NodeAdjoint node)
    {
        var axes = node.Input(1).Dimensions[2..].Select((kernel, i) => Axis(node, i, kernel)).ToList();

        // Seen from the output, the node is a convolution over it that gives the input.
        var gradient = node.Gradient.Pad([0, 0, .. axes.Select(_ => 0L)], [0, 0, .. axes.Select(axis => Math.Min(0, -axis.Left))]);
        return node.Graph.Call(
            "Conv", [gradient, node.Input(1)], node.X.Dimensions,
            NodeAttribute.Of("group", node.Attributes.Integer("group", 1)),
            NodeAttribute.Of("strides", axes.Select(axis => axis.Stride)),
            NodeAttribute.Of("dilations", axes.Select(axis => axis.Dilation)),
            NodeAttribute.Of("kernel_shape", axes.Select(axis => axis.Kernel)),
            NodeAttribute.Of("pads", [.. axes.Select(axis => axis.Before), .. axes.Select(axis => Math.Max(0, -axis.Left))]));
    }

    private static WindowAxis Axis(NodeAdjoint node, int i, long kernel)
    {
        var attributes = node.Attributes;
        var axis = new WindowAxis(
            node.Y.Dimensions[i + 2], node.X.Dimensions[i + 2], kernel, attributes.Integers("strides")?[i] ?? 1, attributes.Integers("dilations")?[i] ?? 1, 0);
        var automatic = attributes.Text("auto_pad", "NOTSET");
        if (automatic == "VALID") return axis;
        if (automatic == "NOTSET" && attributes.Integers("output_shape") is null)
        {
            var before = attributes.Integers("pads")?[i] ?? 0;
            return before < 0 ? throw node.Refuse("a negative pad has no rule") : axis with { Before = before };
        }

        var total = Math.Max(0, axis.Covered + (attributes.Integers("output_padding")?[i] ?? 0) - axis.Size);
        return axis with { Before = automatic == "SAME_UPPER" ? total / 2 : total - total / 2 };
    }
}
