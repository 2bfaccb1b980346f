using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Differentiation.Backward;

/// <summary>The part of a graph that its outputs need. The runtime would run the rest too.</summary>
internal static class LiveGraph
{
    /// <summary>All tensors that a node reads, in the bodies of loops and branches too.</summary>
    public static IEnumerable<string> Inputs(NodeProto node) =>
        node.Input.Concat(GraphWalk.Bodies(node).SelectMany(GraphWalk.Nodes).SelectMany(inner => inner.Input)).Where(name => name.Length > 0);

    /// <summary>Removes the nodes and stored tensors that no output needs.</summary>
    public static void Prune(GraphProto graph)
    {
        var live = graph.Output.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        var nodes = new List<NodeProto>();
        foreach (var node in graph.Node.Reverse().Where(node => node.Output.Any(live.Contains)))
        {
            live.UnionWith(Inputs(node));
            live.UnionWith(GraphWalk.Bodies(node).SelectMany(body => body.Output).Select(output => output.Name));
            nodes.Add(node);
        }

        nodes.Reverse();
        graph.Node.Clear();
        graph.Node.Add(nodes);
        var tensors = graph.Initializer.Where(tensor => live.Contains(tensor.Name)).ToList();
        graph.Initializer.Clear();
        graph.Initializer.Add(tensors);
    }
}
