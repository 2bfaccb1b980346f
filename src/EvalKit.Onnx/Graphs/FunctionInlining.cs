using EvalKit.Core.Errors;
using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Graphs;

/// <summary>
/// Puts the bodies of a model's own functions in place of the nodes that call them, so that what is counted and traced
/// are operators. (ONNX IR specification, section "Functions".)
/// </summary>
/// <remarks>
/// Of a few functions, each of which calls the next twice, a small file makes a graph of any size: so what the calls make is bounded.
/// </remarks>
internal sealed class FunctionInlining
{
    private const int MostNodes = 500_000;
    private const int DeepestCalls = 64;

    // The parsers of the format stop at a depth of 100 messages, of which a nested graph takes three.
    private const int DeepestGraphs = 30;
    private const int LongestPrefix = 1000;

    private readonly string _path;
    private readonly Dictionary<FunctionName, FunctionProto> _functions = [];
    private int _calls;
    private int _nodes;

    private FunctionInlining(string path, ModelProto model)
    {
        _path = path;
        foreach (var function in model.Functions)
        {
            if (!_functions.TryAdd(FunctionName.Of(function), function)) throw new UserException($"{path}: the function {FunctionName.Of(function)} is defined twice");
        }
    }

    /// <summary>Inlines all calls of a model, in place.</summary>
    /// <param name="path">The model's file, for messages.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="UserException">A function is defined twice or calls itself, or the calls make too large a graph.</exception>
    public static void Apply(string path, ModelProto model)
    {
        if (model.Functions.Count == 0) return;
        new FunctionInlining(path, model).Expand(model.Graph, calls: 0, graphs: 0);
        foreach (var import in model.Functions.SelectMany(function => function.OpsetImport))
        {
            if (!model.OpsetImport.Any(set => Domain(set.Domain) == Domain(import.Domain))) model.OpsetImport.Add(import);
        }

        model.Functions.Clear();
    }

    private void Expand(GraphProto graph, int calls, int graphs)
    {
        if (graphs > DeepestGraphs) throw new UserException($"{_path}: with the bodies of its functions in place of their calls, graphs are nested more than {DeepestGraphs} deep, the most that is read");
        var nodes = graph.Node.SelectMany(node => Expand(node, calls, graphs)).ToList();
        graph.Node.Clear();
        graph.Node.Add(nodes);
    }

    private List<NodeProto> Expand(NodeProto node, int calls, int graphs)
    {
        foreach (var body in GraphWalk.Bodies(node)) Expand(body, calls, graphs + 1);
        if (!_functions.TryGetValue(FunctionName.Of(node), out var function)) return [node];
        if (calls == DeepestCalls) throw new UserException($"{_path}: the function {FunctionName.Of(function)} calls itself, or calls are nested more than {DeepestCalls} deep, the most that is read");
        return [.. Inline(node, function).SelectMany(inner => Expand(inner, calls + 1, graphs))];
    }

    private List<NodeProto> Inline(NodeProto call, FunctionProto function)
    {
        _nodes += function.Node.Sum(node => 1 + GraphWalk.Bodies(node).Sum(body => GraphWalk.Nodes(body).Count()));
        if (_nodes > MostNodes) throw new UserException($"{_path}: the bodies of its functions in place of their calls make more than {MostNodes} nodes, the most that is read");
        var prefix = call.Name.Length <= LongestPrefix ? $"{call.Name}/{_calls++}/" : $"call/{_calls++}/";
        var names = new Dictionary<string, string>(StringComparer.Ordinal) { [""] = "" };
        for (var i = 0; i < function.Input.Count; i++) names[function.Input[i]] = i < call.Input.Count ? call.Input[i] : "";
        for (var i = 0; i < Math.Min(function.Output.Count, call.Output.Count); i++)
        {
            if (call.Output[i].Length > 0) names[function.Output[i]] = call.Output[i];
        }

        var attributes = function.AttributeProto.Concat(call.Attribute).GroupBy(attribute => attribute.Name).ToDictionary(group => group.Key, group => group.Last());
        return [.. function.Node.Select(node => Renamed(node, prefix, names, attributes))];
    }

    private static NodeProto Renamed(NodeProto original, string prefix, Dictionary<string, string> names, Dictionary<string, AttributeProto> attributes)
    {
        var node = original.Clone();
        node.Name = prefix + node.Name;
        for (var i = 0; i < node.Input.Count; i++) node.Input[i] = names.GetValueOrDefault(node.Input[i], prefix + node.Input[i]);
        for (var i = 0; i < node.Output.Count; i++) node.Output[i] = names.GetValueOrDefault(node.Output[i], prefix + node.Output[i]);
        node.Attribute.Clear();
        foreach (var attribute in original.Attribute)
        {
            if (attribute.RefAttrName.Length == 0) node.Attribute.Add(attribute.Clone());
            else if (attributes.TryGetValue(attribute.RefAttrName, out var given)) node.Attribute.Add(new AttributeProto(given) { Name = attribute.Name });
        }

        foreach (var body in GraphWalk.Bodies(node)) Rename(body, prefix, names, attributes);
        return node;
    }

    /// <summary>Every name in a nested graph gets the prefix, also its own, so that nothing is captured by mistake.</summary>
    private static void Rename(GraphProto body, string prefix, Dictionary<string, string> names, Dictionary<string, AttributeProto> attributes)
    {
        var nodes = body.Node.Select(node => Renamed(node, prefix, names, attributes)).ToList();
        body.Node.Clear();
        body.Node.Add(nodes);
        foreach (var value in body.Input.Concat(body.Output)) value.Name = names.GetValueOrDefault(value.Name, prefix + value.Name);
        foreach (var tensor in body.Initializer) tensor.Name = prefix + tensor.Name;
        body.ValueInfo.Clear();
    }

    private static string Domain(string domain) => OperatorName.IsDefault(domain) ? "" : domain;
}
