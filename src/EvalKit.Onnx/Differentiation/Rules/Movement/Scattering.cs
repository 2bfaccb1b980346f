using EvalKit.Onnx.Differentiation.Backward;
using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Differentiation.Rules.Movement;

/// <summary>Carries gradients back to the places from which numbers were taken.</summary>
internal static class Scattering
{
    /// <summary>Adds numbers at places of a tensor of zeros.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="gradient">The numbers.</param>
    /// <param name="places">Where each goes, counted through the whole tensor row by row.</param>
    /// <param name="dimensions">The tensor's dimensions.</param>
    public static GraphValue Add(GraphWriter graph, GraphValue gradient, GraphValue places, long[] dimensions)
    {
        var count = dimensions.Aggregate(1L, (product, size) => product * size);
        return Add(graph, gradient.Reshape(gradient.Count), places.Reshape(gradient.Count), [count], 0).Reshape(dimensions);
    }

    /// <summary>Adds numbers at places along one axis of a tensor of zeros.</summary>
    public static GraphValue Add(GraphWriter graph, GraphValue gradient, GraphValue places, long[] dimensions, int axis) => graph.Call(
        "ScatterElements", [graph.Zeros(dimensions), places, gradient], dimensions, NodeAttribute.Of("axis", axis), NodeAttribute.Of("reduction", "add"));

    /// <summary>
    /// The gradient of a node that only moves the numbers of its first input: the same operator, given the place of each
    /// number in its stead, tells where the gradients belong.
    /// </summary>
    public static GraphValue BackToPlaces(NodeAdjoint node)
    {
        var places = node.Repeat([node.Graph.Places(node.X.Dimensions), .. Enumerable.Range(1, node.Inputs - 1).Select(node.Optional)], node.Y.Dimensions);
        return Add(node.Graph, node.Gradient, places, node.X.Dimensions);
    }
}
