using EvalKit.Onnx.Differentiation.Backward;
using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Differentiation.Rules.Movement;

/// <summary>
/// Resampling, in every mode. It is linear and acts axis by axis: y = R₁ x R₂ᵀ …, so ∂x = R₁ᵀ ∂y R₂ …. The matrix of an axis is
/// had by resizing the identity along it with the node's own attributes; the runtime does that once, when it opens the graph.
/// </summary>
internal sealed class Resize : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Resize"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        if (node.Attributes.Text("coordinate_transformation_mode") == "tf_crop_and_resize") throw node.Refuse("a resize with a region of interest has no rule");
        node.Give(0, () => Enumerable.Range(0, node.X.Rank).Aggregate(node.Gradient, (gradient, axis) => Back(node, gradient, axis)));
    }

    private static GraphValue Back(NodeAdjoint node, GraphValue gradient, int axis)
    {
        var (size, resized) = (node.X.Dimensions[axis], node.Y.Dimensions[axis]);
        var scale = Scale(node, axis);
        if (size == resized && scale is null or 1) return gradient;
        var matrix = Matrix(node, size, resized, scale);
        if (axis == gradient.Rank - 1) return gradient.MatMul(matrix.TransposeMatrices());
        if (axis == gradient.Rank - 2) return matrix.MatMul(gradient);
        int[] order = [.. Enumerable.Range(0, gradient.Rank).Where(other => other != axis), axis];
        var inverse = new int[order.Length];
        for (var i = 0; i < order.Length; i++) inverse[order[i]] = i;
        return gradient.Transpose(order).MatMul(matrix.TransposeMatrices()).Transpose(inverse);
    }

    /// <summary>[size, resized]: row i is what a 1 at place i becomes.</summary>
    private static GraphValue Matrix(NodeAdjoint node, long size, long resized, double? scale)
    {
        var graph = node.Graph;
        var places = graph.Places(size);
        var identity = places.Reshape(size, 1).With("Equal", places).AsNumbers().Reshape(1, 1, size, size);
        AttributeProto[] kept = [.. node.Attributes.All.Where(attribute => attribute.Name is not ("axes" or "keep_aspect_ratio_policy")).Select(attribute => attribute.Clone())];
        ReadOnlySpan<GraphValue?> inputs = scale is { } factor
            ? [identity, null, graph.Numbers([4], 1, 1, 1, (float)factor)]
            : [identity, null, null, graph.Integers(1, 1, size, resized)];
        return graph.Call("Resize", inputs, [1, 1, size, resized], kept).Reshape(size, resized);
    }

    private static double? Scale(NodeAdjoint node, int axis)
    {
        if (node.Numbers(2) is not { Length: > 0 } scales)
            return node.Has(3) || !node.Has(2) ? null : throw node.Refuse("its scales are computed from the data");
        if (node.Attributes.Integers("axes") is not { } axes) return scales[axis];
        var index = Array.FindIndex(axes, named => node.X.Axis(named) == axis);
        return index < 0 ? 1 : scales[index];
    }
}
