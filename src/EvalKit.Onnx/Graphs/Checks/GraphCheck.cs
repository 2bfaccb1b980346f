using EvalKit.Core.Errors;
using EvalKit.Onnx.Graphs.Schema;
using Google.Protobuf.Collections;

namespace EvalKit.Onnx.Graphs.Checks;

/// <summary>
/// Refuses graphs in which a value has two makers or none, or waits for itself, and puts nodes into an order in which each comes
/// after what it takes (ONNX IR specification, sections "Graphs" and "Names Within a Graph").
/// </summary>
/// <param name="path">The model's file, for messages.</param>
internal sealed class GraphCheck(string path)
{
    /// <summary>Checks the graph of a model.</summary>
    /// <exception cref="UserException">It is no graph in which every value is made once.</exception>
    public void Check(GraphProto graph)
    {
        if (graph.Output.Count == 0) throw new UserException($"{path}: the graph has no output");
        RefuseUnmade(Free(graph));
    }

    /// <summary>Checks the body of a function.</summary>
    /// <exception cref="UserException">It is no graph in which every value is made once.</exception>
    public void Check(FunctionProto function)
    {
        var makers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var input in function.Input) Make(makers, input, -1, $"the input of function '{function.Name}'");
        RefuseUnmade(Free(makers, function.Node, function.Output));
    }

    /// <summary>The names that a graph takes from the one around it, each with who takes it.</summary>
    private Dictionary<string, string> Free(GraphProto graph)
    {
        // Up to version 3 of the format stored tensors are among the inputs.
        var makers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var input in graph.Input)
        {
            if (input.Name.Length == 0) throw new UserException($"{path}: an input of the graph '{graph.Name}' has no name");
            Make(makers, input.Name, -1, "the graph's input");
        }

        var stored = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in graph.Initializer.Select(tensor => tensor.Name).Concat(graph.SparseInitializer.Select(sparse => sparse.Values.Name)))
            Make(stored, name, -1, "a stored tensor");
        foreach (var name in stored.Keys) makers[name] = -1;
        return Free(makers, graph.Node, graph.Output.Select(output => output.Name));
    }

    private Dictionary<string, string> Free(Dictionary<string, int> makers, RepeatedField<NodeProto> nodes, IEnumerable<string> outputs)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            if (nodes[i].Output.Count == 0) throw new UserException($"{path}: {Described(nodes[i])} gives nothing");
            foreach (var name in nodes[i].Output) Make(makers, name, i, Described(nodes[i]));
        }

        var free = new Dictionary<string, string>(StringComparer.Ordinal);
        var before = new List<int>[nodes.Count];
        for (var i = 0; i < nodes.Count; i++)
        {
            before[i] = [];
            var node = nodes[i];
            var taken = node.Input.Where(name => name.Length > 0).Select(name => KeyValuePair.Create(name, Described(node)));
            foreach (var (name, taker) in taken.Concat(GraphWalk.Bodies(node).SelectMany(Free)))
            {
                if (!makers.TryGetValue(name, out var maker)) free.TryAdd(name, taker);
                else if (maker >= 0) before[i].Add(maker);
            }
        }

        foreach (var name in outputs.Where(name => !makers.ContainsKey(name))) free.TryAdd(name, "the graph's output");
        Sort(nodes, before);
        return free;
    }

    private void Make(Dictionary<string, int> makers, string name, int maker, string described)
    {
        if (name.Length > 0 && !makers.TryAdd(name, maker)) throw new UserException($"{path}: the name '{name}' is given twice, the second time by {described}; a value has one maker");
    }

    private void RefuseUnmade(Dictionary<string, string> free)
    {
        if (free.Count > 0) throw new UserException($"{path}: {free.First().Value} takes '{free.First().Key}', which nothing makes");
    }

    private void Sort(RepeatedField<NodeProto> nodes, List<int>[] before)
    {
        if (!before.Index().Any(node => node.Item.Exists(maker => maker >= node.Index))) return;
        var after = before.SelectMany((makers, node) => makers.Select(maker => (maker, node))).ToLookup(pair => pair.maker, pair => pair.node);
        var left = Array.ConvertAll(before, makers => makers.Count);
        var ready = new SortedSet<int>(Enumerable.Range(0, nodes.Count).Where(node => left[node] == 0));
        var sorted = new List<NodeProto>();
        while (ready.Count > 0)
        {
            var next = ready.Min;
            ready.Remove(next);
            sorted.Add(nodes[next]);
            foreach (var node in after[next])
            {
                if (--left[node] == 0) ready.Add(node);
            }
        }

        if (sorted.Count < nodes.Count) throw new UserException($"{path}: the graph has a cycle: {Cycle(nodes, before, left)}");
        nodes.Clear();
        nodes.Add(sorted);
    }

    /// <summary>The nodes of one cycle in words. Every node that is left waits for another that is.</summary>
    private static string Cycle(RepeatedField<NodeProto> nodes, List<int>[] before, int[] left)
    {
        var way = new List<int>();
        var node = Array.FindIndex(left, count => count > 0);
        while (!way.Contains(node))
        {
            way.Add(node);
            node = before[node].Find(maker => left[maker] > 0);
        }

        return string.Join(" takes from ", way.Skip(way.IndexOf(node)).Append(node).Select(one => Described(nodes[one])));
    }

    private static string Described(NodeProto node) =>
        $"node '{(node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault(""))}' ({OperatorName.Of(node)})";
}
