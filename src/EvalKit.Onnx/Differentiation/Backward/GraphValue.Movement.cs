using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Differentiation.Backward;

/// <content>Shapes, sums over axes and products of matrices.</content>
internal sealed partial class GraphValue
{
    /// <summary>The same numbers in other dimensions.</summary>
    public GraphValue Reshape(params long[] dimensions) =>
        dimensions.AsSpan().SequenceEqual(Dimensions) ? this : graph.Call("Reshape", [this, graph.Integers(dimensions)], dimensions, NodeAttribute.Of("allowzero", 1L));

    /// <summary>The axes in another order.</summary>
    public GraphValue Transpose(params int[] order) =>
        graph.Call("Transpose", [this], [.. order.Select(axis => Dimensions[axis])], NodeAttribute.Of("perm", order.Select(axis => (long)axis)));

    /// <summary>The last two axes exchanged.</summary>
    public GraphValue TransposeMatrices() => Transpose([.. Enumerable.Range(0, Rank - 2), Rank - 1, Rank - 2]);

    /// <summary>Repeated along axes of size 1.</summary>
    public GraphValue Expand(params long[] dimensions)
    {
        if (dimensions.AsSpan().SequenceEqual(Dimensions)) return this;
        var expanded = graph.Call("Expand", [this, graph.Integers(dimensions)], dimensions);
        expanded._unexpanded = this;
        return expanded;
    }

    /// <summary>The sum over axes, which stay with size 1.</summary>
    public GraphValue Sum(params int[] axes) => Reduce("ReduceSum", axes);

    /// <summary>The mean over axes, which stay with size 1.</summary>
    public GraphValue Mean(params int[] axes) => Reduce("ReduceMean", axes);

    /// <summary>Summed over all axes along which a tensor of the given dimensions was broadcast: the adjoint of broadcasting.</summary>
    public GraphValue ReduceTo(long[] dimensions)
    {
        var lead = Rank - dimensions.Length;
        int[] axes = [.. Enumerable.Range(0, Rank).Where(axis => axis < lead || (dimensions[axis - lead] == 1 && Dimensions[axis] != 1))];
        return (axes.Length == 0 ? this : Sum(axes)).Reshape(dimensions);
    }

    /// <summary>The product of matrices, batched over the leading axes.</summary>
    public GraphValue MatMul(GraphValue other) =>
        graph.Call("MatMul", [this, other], [.. Broadcast(Dimensions[..^2], other.Dimensions[..^2]), Dimensions[^2], other.Dimensions[^1]]);

    /// <summary>Zeros added (or, where negative, values cut off) before and behind each axis.</summary>
    public GraphValue Pad(long[] before, long[] behind) => before.All(size => size == 0) && behind.All(size => size == 0)
        ? this
        : graph.Call("Pad", [this, graph.Integers([.. before, .. behind])], [.. Dimensions.Select((size, axis) => before[axis] + size + behind[axis])]);

    /// <summary>A range of an axis.</summary>
    public GraphValue Slice(int axis, long start, long length)
    {
        long[] dimensions = [.. Dimensions];
        dimensions[axis] = length;
        return dimensions.AsSpan().SequenceEqual(Dimensions)
            ? this
            : graph.Call("Slice", [this, graph.Integers(start), graph.Integers(start + length), graph.Integers(axis)], dimensions);
    }

    /// <summary>Some axes in reverse order.</summary>
    public GraphValue Flip(params int[] axes)
    {
        var ends = Enumerable.Repeat(long.MinValue, axes.Length).ToArray();
        var starts = Enumerable.Repeat(-1L, axes.Length).ToArray();
        long[] named = [.. axes.Select(axis => (long)axis)];
        return graph.Call("Slice", [this, graph.Integers(starts), graph.Integers(ends), graph.Integers(named), graph.Integers(starts)], Dimensions);
    }

    private GraphValue Reduce(string operation, int[] axes) =>
        graph.Call(operation, [this, graph.Integers([.. axes.Select(axis => (long)axis)])], Collapsed(axes), NodeAttribute.Of("keepdims", 1L));
}
