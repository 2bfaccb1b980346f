using System.Collections.Frozen;
using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Graphs;

/// <summary>
/// Counts multiply–accumulate operations: the products that convolutions, matrix products and recurrent layers sum.
/// Additions of a bias, activations, normalisations and pooling are not counted, as is usual.
/// </summary>
internal static class MacCount
{
    private static readonly FrozenDictionary<string, Func<NodeShapes, long>> Rules = new Dictionary<string, Func<NodeShapes, long>>
    {
        ["Conv"] = node => Convolution(node, 1),
        ["FusedConv"] = node => Convolution(node, 1),
        ["ConvInteger"] = node => Convolution(node, 1),
        ["DeformConv"] = node => Convolution(node, 1),
        ["QLinearConv"] = node => Convolution(node, 3),

        // Each input value meets every kernel value of each output channel of its group.
        ["ConvTranspose"] = node => NodeShapes.Count(node.Input(0)) * NodeShapes.Count(node.Input(1).AsSpan(1)),
        ["Gemm"] = Gemm,
        ["FusedGemm"] = Gemm,
        ["QGemm"] = Gemm,
        ["MatMul"] = MatrixProduct,
        ["FusedMatMul"] = node => NodeShapes.Count(node.Output) * node.Input(0)[node.Attribute("transA", 0) == 1 ? ^2 : ^1],
        ["MatMulInteger"] = MatrixProduct,
        ["MatMulIntegerToFloat"] = MatrixProduct,
        ["DynamicQuantizeMatMul"] = MatrixProduct,
        ["QLinearMatMul"] = MatrixProduct,
        ["Einsum"] = Einsum,
        ["Attention"] = Attention,
        ["LSTM"] = Recurrent,
        ["GRU"] = Recurrent,
        ["RNN"] = Recurrent,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The operations of one node on the traced shapes; 0 for operators that sum no products.</summary>
    public static long Of(NodeProto node, GraphTrace trace) =>
        Rules.TryGetValue(node.OpType, out var rule) ? rule(new NodeShapes(node, trace)) : 0;

    /// <summary>Every output value sums the kernel over the input channels of its group: weight [out, in / groups, kernel…].</summary>
    private static long Convolution(NodeShapes node, int weight) => NodeShapes.Count(node.Output) * NodeShapes.Count(node.Input(weight).AsSpan(1));

    private static long Gemm(NodeShapes node) =>
        NodeShapes.Count(node.Output) * node.Input(0)[node.Attribute("transA", 0) == 1 ? 0 : 1];

    private static long MatrixProduct(NodeShapes node) => NodeShapes.Count(node.Output) * node.Input(0)[^1];

    /// <summary>Each step multiplies the input by W [directions, gates · hidden, input] and the state by R likewise.</summary>
    private static long Recurrent(NodeShapes node) =>
        node.Input(0)[0] * node.Input(0)[1] * (NodeShapes.Count(node.Input(1)) + NodeShapes.Count(node.Input(2)));

    /// <summary>Queries against keys, and weights against values (the operator of opset 23, keys [batch, …, length, size]).</summary>
    private static long Attention(NodeShapes node) =>
        (NodeShapes.Count(node.Input(0)) + NodeShapes.Count(node.Output)) * node.Input(1)[^2];

    /// <summary>One product for each combination of all indices and each operand after the first.</summary>
    private static long Einsum(NodeShapes node)
    {
        var operands = node.Text("equation").Replace(" ", "", StringComparison.Ordinal).Split("->")[0].Split(',');
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i < operands.Length; i++)
        {
            var shape = node.Input(i);
            var hidden = shape.Length - operands[i].Replace("...", "", StringComparison.Ordinal).Length;
            var axis = 0;
            foreach (var name in operands[i].Replace("...", new string('.', hidden), StringComparison.Ordinal))
            {
                // Axes behind an ellipsis are counted from its end, so that operands of different rank broadcast.
                var key = name == '.' ? $".{hidden--}" : $"{name}";
                sizes[key] = Math.Max(sizes.GetValueOrDefault(key, 1), shape[axis++]);
            }
        }

        return sizes.Values.Aggregate(1L, (product, size) => product * size) * (operands.Length - 1);
    }
}
