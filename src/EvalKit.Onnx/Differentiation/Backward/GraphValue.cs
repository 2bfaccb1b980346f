namespace EvalKit.Onnx.Differentiation.Backward;

/// <summary>
/// A tensor of a graph that is being written: arithmetic on it appends nodes, so that a rule reads as its formula.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="name">The tensor's name.</param>
/// <param name="dimensions">Its dimensions, all known.</param>
internal sealed partial class GraphValue(GraphWriter graph, string name, long[] dimensions)
{
    private GraphValue? _unexpanded;

    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Its dimensions.</summary>
    public long[] Dimensions { get; } = dimensions;

    /// <summary>The number of its axes.</summary>
    public int Rank => Dimensions.Length;

    /// <summary>The numbers in it.</summary>
    public long Count => Dimensions.Aggregate(1L, (product, size) => product * size);

    /// <summary>An axis counted from the front.</summary>
    public int Axis(long axis) => (int)(axis < 0 ? axis + Rank : axis);

    /// <summary>The dimensions with some of the axes set to 1.</summary>
    public long[] Collapsed(IEnumerable<int> axes)
    {
        long[] dimensions = [.. Dimensions];
        foreach (var axis in axes) dimensions[axis] = 1;
        return dimensions;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} [{string.Join(", ", Dimensions)}]";
}
