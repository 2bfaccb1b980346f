using EvalKit.Onnx.Differentiation.Backward;
using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Differentiation.Rules.Convolution;

/// <summary>The windows of a convolution or pooling, from its attributes and the shapes that were traced.</summary>
internal sealed class Windows
{
    private readonly WindowAxis[] _axes;

    private Windows(WindowAxis[] axes) => _axes = axes;

    /// <summary>The spatial axes, in order.</summary>
    public IReadOnlyList<WindowAxis> Axes => _axes;

    /// <summary>The kernel's spatial dimensions.</summary>
    public long[] Kernel => Array.ConvertAll(_axes, axis => axis.Kernel);

    /// <summary>Whether all windows lie side by side with step 1.</summary>
    public bool IsDense => Array.TrueForAll(_axes, axis => axis.Stride == 1);

    /// <summary>Reads the windows of a node that slides over its first input.</summary>
    /// <param name="node">The node.</param>
    /// <param name="kernel">The spatial dimensions of the kernel.</param>
    /// <exception cref="NotDifferentiableException">A pad is negative.</exception>
    public static Windows Of(NodeAdjoint node, long[] kernel)
    {
        var (strides, dilations) = (node.Attributes.Integers("strides"), node.Attributes.Integers("dilations"));
        var (pads, automatic) = (node.Attributes.Integers("pads"), node.Attributes.Text("auto_pad", "NOTSET"));
        if (pads is not null && pads.Any(pad => pad < 0)) throw node.Refuse("a negative pad has no rule");
        return new Windows([.. kernel.Select((taps, i) =>
        {
            var axis = new WindowAxis(node.X.Dimensions[i + 2], node.Y.Dimensions[i + 2], taps, strides?[i] ?? 1, dilations?[i] ?? 1, 0);
            var total = Math.Max(0, axis.Covered - axis.Size);
            return axis with
            {
                Before = automatic switch
                {
                    "SAME_UPPER" => total / 2,
                    "SAME_LOWER" => total - total / 2,
                    "VALID" => 0,
                    _ => pads?[i] ?? 0,
                },
            };
        })]);
    }

    /// <summary>
    /// Carries a gradient from the windows back to the input: each tap of each window adds its share to its place. This is
    /// a transposed convolution whose output is as large as the input.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="gradient">The gradient of the windows.</param>
    /// <param name="weights">The taps: [channels out, channels in / group, …].</param>
    /// <param name="dimensions">The dimensions of the input.</param>
    /// <param name="group">The number of groups.</param>
    public GraphValue Spread(GraphWriter graph, GraphValue gradient, GraphValue weights, long[] dimensions, long group) => graph.Call(
        "ConvTranspose", [gradient, weights], dimensions,
        NodeAttribute.Of("group", group),
        NodeAttribute.Of("strides", _axes.Select(axis => axis.Stride)),
        NodeAttribute.Of("dilations", _axes.Select(axis => axis.Dilation)),
        NodeAttribute.Of("kernel_shape", Kernel),
        NodeAttribute.Of("pads", [.. _axes.Select(axis => axis.Before), .. _axes.Select(axis => Math.Max(0, -axis.Left))]),
        NodeAttribute.Of("output_padding", _axes.Select(axis => Math.Max(0, axis.Left))));
}
