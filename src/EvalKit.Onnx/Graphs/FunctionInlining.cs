using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Graphs;

/// <summary>
/// Puts the bodies of a model's own functions in place of the nodes that call them, so that what is counted and traced
/// are operators. (ONNX IR specification, section "Functions".)
/// </summary>
internal sealed class FunctionInlining
{
    private readonly Dictionary<(string Domain, string Name, string Overload), FunctionProto> _functions;
    private int _calls;

    private FunctionInlining(ModelProto model) =>
        _functions = model.Functions.ToDictionary(function => (Domain(function.Domain), function.Name, function.Overload));

    /// <summary>Inlines all calls of a model, in place.</summary>
    public static void Apply(ModelProto model)
    {
        if (model.Functions.Count == 0) return;
        new FunctionInlining(model).Expand(model.Graph);
        foreach (var import in model.Functions.SelectMany(function => function.OpsetImport))
        {
            if (!model.OpsetImport.Any(set => Domain(set.Domain) == Domain(import.Domain))) model.OpsetImport.Add(import);
        }

        model.Functions.Clear();
    }

    private void Expand(GraphProto graph)
    {
        var nodes = graph.Node.SelectMany(Expand).ToList();
        graph.Node.Clear();
        graph.Node.Add(nodes);
    }

    private IEnumerable<NodeProto> Expand(NodeProto node)
    {
        foreach (var body in GraphWalk.Bodies(node)) Expand(body);
        return _functions.TryGetValue((Domain(node.Domain), node.OpType, node.Overload), out var function)
            ? Inline(node, function).SelectMany(Expand)
            : [node];
    }

    private List<NodeProto> Inline(NodeProto call, FunctionProto function)
    {
        var prefix = $"{call.Name}/{_calls++}/";
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
