using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Differentiation.Backward;

/// <summary>Which tensors depend, with a derivative, on the one to differentiate by, and lead to the output.</summary>
internal sealed class Dependence
{
    private readonly HashSet<string> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _zeroed = new(StringComparer.Ordinal);

    private Dependence()
    {
    }

    /// <summary>The nodes that need a rule, in the graph's order.</summary>
    public IReadOnlyList<NodeProto> Nodes { get; private set; } = [];

    /// <summary>Whether a tensor needs a gradient.</summary>
    public bool Has(string tensor) => _tensors.Contains(tensor);

    /// <summary>Follows a graph from <paramref name="wrt"/> to <paramref name="output"/>.</summary>
    /// <exception cref="NotDifferentiableException">The output does not depend on it, or a node between has no rule.</exception>
    public static Dependence Find(GraphProto graph, GraphTrace trace, RuleCatalog rules, string wrt, string output)
    {
        var dependence = new Dependence();
        dependence._tensors.Add(wrt);
        var nodes = graph.Node.Where(node => dependence.Follow(node, trace, rules)).ToList();
        var live = Ancestors(graph, output);
        if (!dependence.Has(output)) throw dependence.Independent(wrt, output, live);
        dependence.Nodes = [.. nodes.Where(node => node.Output.Any(live.Contains))];
        dependence.Check(rules);
        return dependence;
    }

    private bool Follow(NodeProto node, GraphTrace trace, RuleCatalog rules)
    {
        var needed = node.Input.FirstOrDefault(Has) ?? GraphWalk.Bodies(node).SelectMany(GraphWalk.Nodes).SelectMany(inner => inner.Input).FirstOrDefault(Has);
        if (needed is null) return false;
        var rule = rules.Of(node);
        var type = trace.TypeOf(needed);
        var outputs = rule is { HasDerivative: false }
            ? []
            : node.Output.Where(name => name.Length > 0 && (ElementTypes.IsFloat(trace.TypeOf(name)) || rule is { Quantises: true } || trace.TypeOf(name) == type)).ToList();
        _tensors.UnionWith(outputs);
        if (outputs.Count > 0) return true;
        foreach (var name in node.Output) _zeroed[name] = $"{OperatorName.Of(node)} at node '{NodeNaming.Of(node)}'";
        return false;
    }

    private void Check(RuleCatalog rules)
    {
        var without = Nodes.Where(node => rules.Of(node) is null).ToList();
        if (without.Count == 0) return;
        var last = Nodes.ToList().FindLastIndex(node => rules.Of(node) is null);
        var behind = Nodes[last].Output[0];
        var others = without.Skip(1).Select(OperatorName.Of).Distinct(StringComparer.Ordinal).Except([OperatorName.Of(without[0])], StringComparer.Ordinal).ToList();
        throw new NotDifferentiableException(OperatorName.Of(without[0]), NodeNaming.Of(without[0]),
            "it has no rule for its gradient"
            + (others.Count > 0 ? $" (nor have {string.Join(", ", others)})" : "")
            + $". Methods that only run the model still work, and gradients by tensors behind it, from '{behind}' on");
    }

    private NotDifferentiableException Independent(string wrt, string output, HashSet<string> live)
    {
        var culprits = _zeroed.Where(pair => live.Contains(pair.Key)).Select(pair => pair.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return new NotDifferentiableException("", "", $"the output '{output}' has no derivative by '{wrt}'"
            + (culprits.Count > 0 ? $": it is 0 everywhere at {string.Join(", ", culprits)}" : ": nothing leads from one to the other")
            + ". Methods that only run the model still work");
    }

    private static HashSet<string> Ancestors(GraphProto graph, string output)
    {
        var live = new HashSet<string>(StringComparer.Ordinal) { output };
        foreach (var node in graph.Node.Reverse().Where(node => node.Output.Any(live.Contains))) live.UnionWith(LiveGraph.Inputs(node));
        return live;
    }
}
