using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Graphs;

/// <summary>Walks everything in a model, into the bodies of loops and branches too.</summary>
internal static class GraphWalk
{
    /// <summary>Every node of a graph and of the graphs nested in it.</summary>
    public static IEnumerable<NodeProto> Nodes(GraphProto graph) => graph.Node.SelectMany(WithBodies);

    /// <summary>The graphs nested in a node: the bodies of loops and branches.</summary>
    public static IEnumerable<GraphProto> Bodies(NodeProto node) =>
        node.Attribute.SelectMany(attribute => attribute.G is null ? attribute.Graphs : attribute.Graphs.Prepend(attribute.G));

    /// <summary>Every stored tensor: initialisers and constants.</summary>
    public static IEnumerable<TensorProto> Tensors(ModelProto model)
    {
        var nodes = Nodes(model.Graph).ToList();
        return nodes.SelectMany(Bodies).Prepend(model.Graph).SelectMany(Initializers).Concat(nodes.SelectMany(Attributes));
    }

    private static IEnumerable<TensorProto> Initializers(GraphProto graph) =>
        graph.Initializer.Concat(graph.SparseInitializer.SelectMany(Parts));

    private static IEnumerable<TensorProto> Attributes(NodeProto node) => node.Attribute.SelectMany(attribute =>
        attribute.Tensors
            .Concat(attribute.T is null ? [] : [attribute.T])
            .Concat(attribute.SparseTensor is null ? [] : Parts(attribute.SparseTensor)));

    private static IEnumerable<TensorProto> Parts(SparseTensorProto sparse) =>
        new[] { sparse.Values, sparse.Indices }.Where(tensor => tensor is not null);

    private static IEnumerable<NodeProto> WithBodies(NodeProto node) => Bodies(node).SelectMany(Nodes).Prepend(node);
}
