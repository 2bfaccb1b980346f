using EvalKit.Onnx.Differentiation.Backward;
using EvalKit.Onnx.Differentiation.Rules.Convolution;

namespace EvalKit.Onnx.Differentiation.Rules.Pooling;

/// <summary>
/// The mean of each window: ∂y, divided by what the window was divided by, is added to every place of it. The divisors (which
/// depend on padding, <c>count_include_pad</c> and <c>ceil_mode</c>) are had by pooling ones.
/// </summary>
internal sealed class AveragePool : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["AveragePool"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node) => node.Give(0, () =>
    {
        var windows = Windows.Of(node, node.Attributes.Integers("kernel_shape")!);
        var channels = node.X.Dimensions[1];
        var weights = node.Graph.Ones([channels, 1, .. windows.Kernel]);
        return windows.Spread(node.Graph, node.Gradient * Shares(node, windows), weights, node.X.Dimensions, channels);
    });

    /// <summary>One over the divisor of each window: the mean of ones, over the number of places on the input.</summary>
    private static GraphValue Shares(NodeAdjoint node, Windows windows)
    {
        var mean = node.Repeat([node.Graph.Ones([1, 1, .. node.X.Dimensions[2..]])], [1, 1, .. node.Y.Dimensions[2..]]);
        return windows.Axes.Select((axis, i) => TapsInside(node.Graph, axis, i, windows.Axes.Count)).Aggregate(mean, (share, taps) => share / taps);
    }

    private static GraphValue TapsInside(GraphWriter graph, WindowAxis axis, int index, int count)
    {
        var dimensions = Enumerable.Repeat(1L, count + 2).ToArray();
        dimensions[index + 2] = axis.Windows;
        return graph.Numbers(dimensions, [.. Enumerable.Range(0, (int)axis.Windows).Select(window => (float)Math.Max(1, axis.TapsInside(window)))]);
    }
}
