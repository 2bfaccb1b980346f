using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Differentiation.Rewrites.Quantized;

/// <summary>Products and convolutions of integers as those of the numbers less their zero points; the result is exact while it is below 2²⁴.</summary>
internal sealed class IntegerProduct : GraphRewrite
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["MatMulInteger", "ConvInteger"];

    /// <inheritdoc/>
    public override void Apply(NodeRewriting node) => node.Result(
        node.Node.OpType[..^"Integer".Length],
        [Number(node, 0), Number(node, 1)],
        node.Copy("auto_pad", "dilations", "group", "kernel_shape", "pads", "strides"));

    private static string Number(NodeRewriting node, int input)
    {
        if (!node.Has(input + 2)) return node.Call("DequantizeLinear", [node.Input(input), node.Number(1)]);
        if (node.RankOf(input + 2) is > 0 && node.Stored(input + 2) is { } points && points.Dims.Aggregate(1L, (product, size) => product * size) > 1)
        {
            var axis = node.Node.OpType == "MatMulInteger" ? 1L : 0;
            var ones = Enumerable.Repeat(1f, (int)points.Dims[0]).ToArray();
            return node.Call("DequantizeLinear", [node.Input(input), node.Numbers(ones), node.Input(input + 2)], NodeAttribute.Of("axis", axis));
        }

        return node.Call("DequantizeLinear", [node.Input(input), node.Number(1), node.Call("Reshape", [node.Input(input + 2), node.Integers()])]);
    }
}
