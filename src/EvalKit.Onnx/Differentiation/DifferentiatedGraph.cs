using EvalKit.Onnx.Differentiation.Backward;
using EvalKit.Onnx.Differentiation.Preparation;
using EvalKit.Onnx.Differentiation.Propagations;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Differentiation;

/// <summary>The graph of a model with its backward part appended, ready to be opened.</summary>
internal sealed class DifferentiatedGraph
{
    private readonly GraphTrace _trace;

    private DifferentiatedGraph(ModelProto model, GraphTrace trace) => (Model, _trace) = (model, trace);

    /// <summary>The graph.</summary>
    public ModelProto Model { get; }

    /// <summary>The input that takes the gradient of what is asked by the output.</summary>
    public string Seed { get; private init; } = "";

    /// <summary>The output that gives the gradient.</summary>
    public string Gradient { get; private init; } = "";

    /// <summary>The input that takes the reference; null where nothing is compared with one.</summary>
    public string? Reference { get; private init; }

    /// <summary>Whether it rounds numbers to integers.</summary>
    public bool IsQuantized => Model.Graph.Node.Any(node => node.OpType == "QuantizeLinear");

    /// <summary>The nodes before differentiation.</summary>
    public int ForwardNodes { get; private init; }

    /// <summary>The nodes that were appended.</summary>
    public int BackwardNodes { get; private init; }

    /// <summary>The bytes of all tensors that the forward part computes.</summary>
    public long ActivationBytes { get; private init; }

    /// <summary>Specialises a model, traces it, and appends the backward part.</summary>
    /// <param name="file">The model.</param>
    /// <param name="inputs">The dimensions of each input.</param>
    /// <param name="wrt">The tensor to differentiate by.</param>
    /// <param name="output">The tensor whose gradient is given.</param>
    /// <param name="propagation">What is carried back; null for the derivative.</param>
    /// <exception cref="NotDifferentiableException">The graph cannot be differentiated.</exception>
    public static DifferentiatedGraph Make(
        ModelFile file, IReadOnlyDictionary<string, long[]> inputs, string wrt, string output, Propagation? propagation = null)
    {
        var specialized = SpecializedModel.Make(file, inputs, wrt, output);
        var graph = specialized.Model.Graph;
        LiveGraph.Prune(graph);
        var forward = graph.Node.Count;
        var trace = GraphTrace.Run(specialized, inputs);
        var bytes = graph.Node.SelectMany(node => node.Output).Sum(name => trace.ShapeOf(name) is { } shape ? NodeShapes.Count(shape) * sizeof(float) : 0);
        var (seed, gradient, reference) = BackwardPass.Append(graph, trace, wrt, output, propagation ?? new GradientPropagation());
        LiveGraph.Prune(graph);
        return new DifferentiatedGraph(specialized.Model, trace)
        {
            Seed = seed,
            Gradient = gradient,
            Reference = reference,
            ForwardNodes = forward,
            BackwardNodes = graph.Node.Count - forward,
            ActivationBytes = Math.Max(1, bytes),
        };
    }

    /// <summary>A tensor of the forward part.</summary>
    public GradientTensor Describe(string name) => new(name, ElementTypes.NameOf(_trace.TypeOf(name)), _trace.ShapeOf(name)!);
}
