using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Graphs;

/// <summary>Walks everything in a model, into the bodies of loops and branches too.</summary>
internal static class GraphWalk
{
    /// <summary>Every node of a graph and of the graphs nested in it.</summary>
    public static IEnumerable<NodeProto> Nodes(GraphProto graph) => graph.Node.SelectMany(WithBodies);

    /// <summary>The graphs nested in a node: the bodies of loops and branches.</summary>
    public static IEnumerable<GraphProto> Bodies(NodeProto node) => node.Attribute.SelectMany(Graphs);

    /// <summary>Every node of a model, those of its functions and of what it says on training too.</summary>
    public static IEnumerable<NodeProto> Nodes(ModelProto model) =>
        TopGraphs(model).SelectMany(Nodes).Concat(model.Functions.SelectMany(function => function.Node).SelectMany(WithBodies));

    /// <summary>The graphs in an attribute.</summary>
    public static IEnumerable<GraphProto> Graphs(AttributeProto attribute) => attribute.G is null ? attribute.Graphs : attribute.Graphs.Prepend(attribute.G);

    /// <summary>Every graph of a model, nested ones and those of functions too.</summary>
    public static IEnumerable<GraphProto> Graphs(ModelProto model) => TopGraphs(model).Concat(Nodes(model).SelectMany(Bodies));

    /// <summary>Every stored tensor: initialisers and constants, and the parts of sparse ones.</summary>
    public static IEnumerable<TensorProto> Tensors(ModelProto model) =>
        Graphs(model).SelectMany(graph => graph.Initializer)
            .Concat(Attributes(model).SelectMany(attribute => attribute.T is null ? attribute.Tensors : attribute.Tensors.Prepend(attribute.T)))
            .Concat(SparseTensors(model).SelectMany(Parts));

    /// <summary>Every sparse tensor.</summary>
    public static IEnumerable<SparseTensorProto> SparseTensors(ModelProto model) =>
        Graphs(model).SelectMany(graph => graph.SparseInitializer)
            .Concat(Attributes(model).SelectMany(attribute => attribute.SparseTensor is null ? attribute.SparseTensors : attribute.SparseTensors.Prepend(attribute.SparseTensor)));

    /// <summary>Every attribute of nodes, and the defaults that functions give theirs.</summary>
    public static IEnumerable<AttributeProto> Attributes(ModelProto model) =>
        Nodes(model).SelectMany(node => node.Attribute).Concat(model.Functions.SelectMany(function => function.AttributeProto));

    private static IEnumerable<GraphProto> TopGraphs(ModelProto model) =>
        model.TrainingInfo.SelectMany(training => new[] { training.Initialization, training.Algorithm })
            .Concat(model.Functions.SelectMany(function => function.AttributeProto).SelectMany(Graphs))
            .Prepend(model.Graph)
            .Where(graph => graph is not null);

    private static IEnumerable<TensorProto> Parts(SparseTensorProto sparse) =>
        new[] { sparse.Values, sparse.Indices }.Where(tensor => tensor is not null);

    private static IEnumerable<NodeProto> WithBodies(NodeProto node) => Bodies(node).SelectMany(Nodes).Prepend(node);
}
