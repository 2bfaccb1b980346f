namespace EvalKit.Onnx.Differentiation.Rewrites.Quantized;

/// <summary>A quantised tensor of an operator that takes scale and zero point beside it.</summary>
internal static class QuantizedValue
{
    /// <summary>The numbers for which an input stands; its scale and zero point are the next two inputs.</summary>
    /// <param name="node">The node.</param>
    /// <param name="input">The input with the integers.</param>
    /// <param name="axis">The axis along which scales change, if they do.</param>
    public static string Dequantize(NodeRewriting node, int input, long axis = 1) => node.Call(
        "DequantizeLinear", Parts(node.Input(input), node.Input(input + 1), node.Input(input + 2)), Graphs.NodeAttribute.Of("axis", axis));

    /// <summary>Makes the node's result: numbers, quantised by the scale and zero point that two inputs hold.</summary>
    public static void Result(NodeRewriting node, string numbers, int scale) =>
        node.Result("QuantizeLinear", Parts(numbers, node.Input(scale), node.Input(scale + 1)));

    private static string[] Parts(string value, string scale, string zero) => zero.Length > 0 ? [value, scale, zero] : [value, scale];
}
