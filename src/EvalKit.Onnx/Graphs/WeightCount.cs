using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Graphs;

/// <summary>
/// Counts a model's parameters: the numbers in stored tensors that are weights by the way they are used, wherever they are
/// stored (initialiser or constant) and however compressed (an integer tensor that is dequantised counts as it stands).
/// </summary>
/// <remarks>
/// Not weights: integers that give shapes and indices, quantisation scales and zero points, the running mean and variance
/// of batch normalisation (frameworks do not count them either), bounds and exponents, and single numbers that enter only
/// element-wise arithmetic. A tensor used twice, or stored once under two names, counts once.
/// </remarks>
internal static class WeightCount
{
    private static readonly HashSet<string> Arithmetic = new(StringComparer.Ordinal)
    {
        "Add", "Sub", "Mul", "Div", "Pow", "Max", "Min", "Mod", "Where", "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual",
    };

    /// <summary>The number of parameters.</summary>
    public static long Of(ModelProto model) => Weights(model).Sum(weight => Count(weight.Tensor));

    /// <summary>The weight tensors, each once, with the name by which nodes use it.</summary>
    public static IEnumerable<(string Stored, TensorProto Tensor)> Weights(ModelProto model)
    {
        var nodes = GraphWalk.Nodes(model.Graph).ToList();
        var uses = nodes
            .SelectMany(node => node.Input.Select((name, index) => (Name: name, Node: node, Index: index)))
            .ToLookup(use => use.Name, use => (use.Node, use.Index), StringComparer.Ordinal);
        var initializers = nodes.SelectMany(GraphWalk.Bodies).Prepend(model.Graph)
            .SelectMany(graph => graph.Initializer.Select(tensor => (Stored: tensor.Name, Tensor: tensor)));
        var constants = nodes.Where(node => node.OpType == "Constant")
            .SelectMany(node => node.Attribute.Where(attribute => attribute.T is not null).Select(attribute => (Stored: node.Output[0], Tensor: attribute.T)));
        return initializers.Concat(constants)
            .Where(stored => IsWeight(stored.Tensor, uses[stored.Stored]))
            .DistinctBy(stored => ExternalData.IsExternal(stored.Tensor) ? ExternalData.PlaceOf(stored.Tensor) : stored.Stored);
    }

    private static bool IsWeight(TensorProto tensor, IEnumerable<(NodeProto Node, int Index)> uses) =>
        ElementTypes.IsFloat(tensor.DataType)
            ? uses.Any(use => !IsSetting(use.Node.OpType, use.Index) && !(Count(tensor) == 1 && Arithmetic.Contains(use.Node.OpType)))
            : uses.Any(use => IsQuantisedWeight(use.Node.OpType, use.Index));

    /// <summary>Whether an operator takes a float at this place that is no weight.</summary>
    private static bool IsSetting(string operation, int index) => (operation, index) switch
    {
        ("QuantizeLinear" or "DequantizeLinear" or "Clip" or "Resize" or "Range", > 0) => true,
        ("QLinearConv" or "QLinearMatMul" or "QGemm", not 0 and not 3) => true,
        ("BatchNormalization", 3 or 4) => true,
        ("Upsample" or "Pow", 1) or ("Pad", 2) or ("OneHot", 2) => true,
        _ => operation.StartsWith("QLinear", StringComparison.Ordinal) && index % 3 != 0,
    };

    /// <summary>Whether an operator takes integers at this place that stand for weights.</summary>
    private static bool IsQuantisedWeight(string operation, int index) => (operation, index) switch
    {
        ("DequantizeLinear", 0) => true,
        ("QLinearConv", 3 or 8) or ("QLinearMatMul", 0 or 3) or ("QGemm", 3 or 6) => true,
        ("ConvInteger" or "MatMulIntegerToFloat" or "DynamicQuantizeMatMul", 1) or ("MatMulInteger", 0 or 1) => true,
        _ => false,
    };

    private static long Count(TensorProto tensor) => tensor.Dims.Aggregate(1L, (product, dimension) => product * dimension);
}
