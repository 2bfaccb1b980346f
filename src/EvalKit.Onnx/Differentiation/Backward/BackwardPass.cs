using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Differentiation.Backward;

/// <summary>Appends to a graph the nodes that carry the gradient of an output back to another tensor.</summary>
internal sealed class BackwardPass
{
    private readonly Dictionary<string, GraphValue> _gradients = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorProto> _stored;
    private readonly Dictionary<string, NodeProto> _makers;

    private BackwardPass(GraphProto graph, GraphTrace trace, Dependence dependence, string? compared)
    {
        (Writer, Trace, Dependence) = (new GraphWriter(graph), trace, dependence);
        Twins = compared is null ? null : new TwinGraph(graph, Writer, compared);
        _makers = graph.Node.SelectMany(node => node.Output.Where(name => name.Length > 0).Select(name => (name, node))).ToDictionary(StringComparer.Ordinal);
        _stored = graph.Initializer.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>Appends to the graph.</summary>
    public GraphWriter Writer { get; }

    /// <summary>The shapes and types of the forward part.</summary>
    public GraphTrace Trace { get; }

    /// <summary>The copy of the forward part that runs on a reference; null where nothing is compared.</summary>
    public TwinGraph? Twins { get; }

    /// <summary>Which tensors need a gradient.</summary>
    public Dependence Dependence { get; }

    /// <summary>Appends the backward part.</summary>
    /// <param name="graph">The forward graph, every shape known.</param>
    /// <param name="trace">Its shapes and types.</param>
    /// <param name="wrt">The tensor to differentiate by.</param>
    /// <param name="output">The tensor whose gradient is given.</param>
    /// <param name="propagation">What is carried back.</param>
    /// <returns>
    /// The names of the seed, a new input shaped like the output; of the gradient, a new output; and of the reference, a new input
    /// like the tensor to differentiate by, where nodes are compared.
    /// </returns>
    /// <exception cref="NotDifferentiableException">An operator has no rule, or its rule does not cover the node.</exception>
    public static (string Seed, string Gradient, string? Reference) Append(GraphProto graph, GraphTrace trace, string wrt, string output, Propagation propagation)
    {
        var rules = new RuleCatalog();
        var pass = new BackwardPass(graph, trace, Dependence.Find(graph, trace, rules, wrt, output), propagation.Compares ? wrt : null);
        var seed = pass.Writer.Existing(pass.Writer.NewName("seed"), trace.ShapeOf(output)!);
        pass.Add(output, propagation.Start(seed, pass.Existing(output)));
        foreach (var node in pass.Dependence.Nodes.Reverse().Where(node => node.Output.Any(name => pass.GradientOf(name) is not null)))
            Apply(propagation, rules.Of(node)!, new NodeAdjoint(pass, node), node);
        var gradient = pass.GradientOf(wrt) ?? pass.Writer.Zeros(trace.ShapeOf(wrt)!);
        var named = pass.Writer.Call("Identity", [gradient], gradient.Dimensions);
        graph.Input.Add(Declare(seed));
        if (pass.Twins is { } twins) graph.Input.Add(Declare(pass.Existing(twins.Input)));
        graph.Output.Add(Declare(named));
        return (seed.Name, named.Name, pass.Twins?.Input);
    }

    // The runtime reads some attributes more leniently than rules do: an axis that it never needs may be anything.
    private static void Apply(Propagation propagation, GradientRule rule, NodeAdjoint adjoint, NodeProto node)
    {
        try
        {
            propagation.Apply(rule, adjoint);
        }
        catch (Exception misfit) when (misfit is IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            throw new NotDifferentiableException(OperatorName.Of(node), node.Name.Length > 0 ? node.Name : node.Output[0], "its attributes do not fit its tensors");
        }
    }

    /// <summary>The gradient of a tensor so far, or null where there is none.</summary>
    public GraphValue? GradientOf(string tensor) => _gradients.GetValueOrDefault(tensor);

    /// <summary>Adds to the gradient of a tensor: one that is used twice has the sum of both.</summary>
    public void Add(string tensor, GraphValue gradient) =>
        _gradients[tensor] = _gradients.TryGetValue(tensor, out var other) ? other + gradient : gradient;

    /// <summary>A tensor of the forward part.</summary>
    public GraphValue Existing(string name) =>
        Writer.Existing(name, Trace.ShapeOf(Twins?.Original(name) ?? name) ?? throw new InvalidOperationException($"'{name}' was not traced"));

    /// <summary>The node that computes a tensor, or null where it is an input or stored.</summary>
    public NodeProto? MakerOf(string name) => _makers.GetValueOrDefault(name);

    /// <summary>A stored tensor, or null where it is computed.</summary>
    public TensorProto? Stored(string name) => _stored.GetValueOrDefault(name);

    private static ValueInfoProto Declare(GraphValue value)
    {
        var shape = new TensorShapeProto();
        shape.Dim.Add(value.Dimensions.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        return new ValueInfoProto
        {
            Name = value.Name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = TensorProto.Types.DataType.Float, Shape = shape } },
        };
    }
}
