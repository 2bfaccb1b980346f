using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Differentiation.Backward;

/// <summary>The rules by operator, found in this assembly.</summary>
internal sealed class RuleCatalog
{
    private readonly Dictionary<string, GradientRule> _rules = new(StringComparer.Ordinal);

    /// <summary>Finds them.</summary>
    public RuleCatalog()
    {
        foreach (var type in typeof(GradientRule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(GradientRule)) && !type.IsAbstract))
        {
            var rule = (GradientRule)Activator.CreateInstance(type)!;
            foreach (var operation in rule.Operators) _rules.Add(operation, rule);
        }
    }

    /// <summary>The operators that have a rule, in ordinal order.</summary>
    public IEnumerable<string> Operators => _rules.Keys.Order(StringComparer.Ordinal);

    /// <summary>The rule of a node's operator, or null.</summary>
    public GradientRule? Of(NodeProto node) => OperatorName.IsDefault(node.Domain) ? _rules.GetValueOrDefault(node.OpType) : null;
}
