using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Differentiation.Rewrites;

/// <summary>Rewrites a whole model to one version of the default operator set.</summary>
internal sealed class GraphRewriting
{
    /// <summary>The version that rules and rewrites write for; later ones keep its meaning.</summary>
    public const int Opset = 21;

    // Before version 7 arithmetic broadcast by attributes of its own.
    private const int Oldest = 7;

    private readonly ModelProto _model;
    private readonly int _from;
    private readonly ILookup<(string Domain, string Operator), GraphRewrite> _rewrites;

    /// <summary>Prepares to rewrite a model in place.</summary>
    /// <exception cref="NotDifferentiableException">Its operator set is too old.</exception>
    public GraphRewriting(ModelProto model)
    {
        _model = model;
        _from = (int)(model.OpsetImport.FirstOrDefault(set => OperatorName.IsDefault(set.Domain))?.Version ?? Opset);
        if (_from < Oldest) throw new NotDifferentiableException("", "", $"the graph is of opset {_from}; from {Oldest} on graphs can be differentiated: export it anew. Methods that only run the model still work");
        _rewrites = typeof(GraphRewrite).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(GraphRewrite)) && !type.IsAbstract)
            .Select(type => (GraphRewrite)Activator.CreateInstance(type)!)
            .Where(rewrite => _from < rewrite.Before)
            .OrderBy(rewrite => rewrite.GetType().FullName, StringComparer.Ordinal)
            .SelectMany(rewrite => rewrite.Operators.Select(operation => (Key: (rewrite.Domain, operation), Rewrite: rewrite)))
            .ToLookup(pair => pair.Key, pair => pair.Rewrite);
    }

    /// <summary>Rewrites all nodes outside loops and branches.</summary>
    public void Apply()
    {
        var nodes = _model.Graph.Node.ToList();
        _model.Graph.Node.Clear();
        foreach (var node in nodes) Apply(node);
        foreach (var set in _model.OpsetImport.Where(set => OperatorName.IsDefault(set.Domain))) set.Version = Math.Max(_from, Opset);

        // Stored tensors are constants, and need not be inputs, from version 4 of the format on.
        _model.IrVersion = Math.Max(_model.IrVersion, 10);
    }

    private void Apply(NodeProto node)
    {
        if (_from < Opset && GraphWalk.Bodies(node).Any())
            throw new NotDifferentiableException(OperatorName.Of(node), node.Name, $"it holds a graph of opset {_from}, which is not adapted; export it with opset {Opset}. Methods that only run the model still work");
        var domain = OperatorName.IsDefault(node.Domain) ? "" : node.Domain;
        var rewrites = _rewrites[(domain, node.OpType)].ToList();
        if (rewrites.Count > 1) throw new InvalidOperationException($"{node.OpType} has {rewrites.Count} rewrites");
        if (rewrites.Count == 0) _model.Graph.Node.Add(node);
        else rewrites[0].Apply(new NodeRewriting(_model.Graph, node, _from));
    }
}
