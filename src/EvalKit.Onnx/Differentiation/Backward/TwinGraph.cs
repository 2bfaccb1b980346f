using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Differentiation.Backward;

/// <summary>A second copy of all nodes that depend on a tensor, run on another value of it; what does not depend on it is shared.</summary>
internal sealed class TwinGraph
{
    private readonly Dictionary<string, string> _twins = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _originals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NodeProto> _nodes = new(StringComparer.Ordinal);

    /// <summary>Appends the copy.</summary>
    /// <param name="graph">The forward graph.</param>
    /// <param name="writer">What gives names.</param>
    /// <param name="wrt">The tensor that has another value in the copy.</param>
    /// <exception cref="NotDifferentiableException">A loop or branch depends on it.</exception>
    public TwinGraph(GraphProto graph, GraphWriter writer, string wrt)
    {
        Input = Name(wrt, writer);
        foreach (var node in graph.Node.ToList())
        {
            if (!LiveGraph.Inputs(node).Any(_twins.ContainsKey)) continue;
            if (GraphWalk.Bodies(node).Any())
                throw new NotDifferentiableException(OperatorName.Of(node), NodeNaming.Of(node), "loops and branches are not compared with a reference");
            var copy = node.Clone();
            for (var i = 0; i < node.Input.Count; i++) copy.Input[i] = _twins.GetValueOrDefault(node.Input[i], node.Input[i]);
            for (var i = 0; i < node.Output.Count; i++) copy.Output[i] = node.Output[i].Length == 0 ? "" : Name(node.Output[i], writer);
            copy.Name = writer.NewName(node.OpType);
            _nodes.Add(Key(node), copy);
            graph.Node.Add(copy);
        }
    }

    /// <summary>The tensor's twin: an input.</summary>
    public string Input { get; }

    /// <summary>The copy of a node.</summary>
    public NodeProto Of(NodeProto node) => _nodes[Key(node)];

    /// <summary>The tensor that a name is the twin of, or the name itself.</summary>
    public string Original(string name) => _originals.GetValueOrDefault(name, name);

    // Rules may give a node further outputs, but never another first one.
    private static string Key(NodeProto node) => node.Output.First(name => name.Length > 0);

    private string Name(string original, GraphWriter writer)
    {
        var twin = writer.NewName("twin");
        _originals.Add(twin, original);
        return _twins[original] = twin;
    }
}
