using System.Globalization;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Differentiation.Backward;

/// <summary>Appends nodes and constants to a graph, each under a name that is not taken.</summary>
internal sealed class GraphWriter
{
    private readonly GraphProto _graph;
    private readonly string _prefix = "backward";
    private readonly Dictionary<string, GraphValue> _constants = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Starts to append to a graph.</summary>
    public GraphWriter(GraphProto graph)
    {
        _graph = graph;
        var names = graph.Node.SelectMany(node => node.Output).Concat(graph.Input.Select(input => input.Name)).Concat(graph.Initializer.Select(tensor => tensor.Name));
        while (names.Any(name => name.StartsWith(_prefix, StringComparison.Ordinal))) _prefix += "_";
    }

    /// <summary>A name that is not taken.</summary>
    public string NewName(string what) => string.Create(CultureInfo.InvariantCulture, $"{_prefix}/{what}/{_count++}");

    /// <summary>Appends an operator of the default domain with one output.</summary>
    /// <param name="operation">The operator.</param>
    /// <param name="inputs">Its inputs, null where one is left out.</param>
    /// <param name="dimensions">The dimensions of its output.</param>
    /// <param name="attributes">Its attributes.</param>
    public GraphValue Call(string operation, ReadOnlySpan<GraphValue?> inputs, long[] dimensions, params ReadOnlySpan<AttributeProto> attributes)
    {
        var name = NewName(operation);
        var node = new NodeProto { OpType = operation, Name = name };
        foreach (var input in inputs) node.Input.Add(input?.Name ?? "");
        foreach (var attribute in attributes) node.Attribute.Add(attribute);
        node.Output.Add(name);
        _graph.Node.Add(node);
        return new GraphValue(this, name, dimensions);
    }

    /// <summary>Appends a copy of a node with other inputs; only its first output is kept.</summary>
    public GraphValue Repeat(NodeProto node, ReadOnlySpan<GraphValue?> inputs, long[] dimensions) =>
        Call(node.OpType, inputs, dimensions, [.. node.Attribute.Select(attribute => attribute.Clone())]);

    /// <summary>A tensor that is in the graph already.</summary>
    public GraphValue Existing(string name, long[] dimensions) => new(this, name, dimensions);

    /// <summary>One number.</summary>
    public GraphValue Number(float value) => Numbers([], value);

    /// <summary>Constant numbers.</summary>
    public GraphValue Numbers(long[] dimensions, params ReadOnlySpan<float> values) =>
        Constant(TensorContent.Of("", dimensions, values), dimensions);

    /// <summary>A constant list of integers.</summary>
    public GraphValue Integers(params ReadOnlySpan<long> values) => Constant(TensorContent.Of("", [values.Length], values), [values.Length]);

    /// <summary>Zeros.</summary>
    public GraphValue Zeros(params long[] dimensions) => Call("ConstantOfShape", [Integers(dimensions)], dimensions);

    /// <summary>Ones.</summary>
    public GraphValue Ones(params long[] dimensions) =>
        Call("ConstantOfShape", [Integers(dimensions)], dimensions, NodeAttribute.Of("value", TensorContent.Of("", [1], [1f])));

    /// <summary>The integers 0, 1, 2, … in the dimensions: the place of each number of a tensor.</summary>
    public GraphValue Places(params long[] dimensions)
    {
        var count = dimensions.Aggregate(1L, (product, size) => product * size);
        return Call("Range", [Integer(0), Integer(count), Integer(1)], [count]).Reshape(dimensions);
    }

    /// <summary>One integer, without axes.</summary>
    public GraphValue Integer(long value) => Constant(TensorContent.Of("", [], [value]), []);

    private GraphValue Constant(TensorProto tensor, long[] dimensions)
    {
        var key = $"{tensor.DataType} {string.Join(',', dimensions)} {tensor.RawData.ToBase64()}";
        if (_constants.TryGetValue(key, out var known)) return known;
        tensor.Name = NewName("constant");
        _graph.Initializer.Add(tensor);
        return _constants[key] = new GraphValue(this, tensor.Name, dimensions);
    }
}
