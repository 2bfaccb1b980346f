using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Differentiation.Rewrites.Quantized;

/// <summary>Quantised convolution as dequantising, convolution and quantising. The bias is in steps of the product of both scales.</summary>
internal sealed class QLinearConv : GraphRewrite
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["QLinearConv"];

    /// <inheritdoc/>
    public override void Apply(NodeRewriting node)
    {
        List<string> inputs = [QuantizedValue.Dequantize(node, 0), QuantizedValue.Dequantize(node, 3, axis: 0)];
        if (node.Has(8)) inputs.Add(node.Call("Mul", [node.Call("Cast", [node.Input(8)], NodeAttribute.Of("to", 1L)), node.Call("Mul", [node.Input(1), node.Input(4)])]));
        QuantizedValue.Result(node, node.Call("Conv", inputs, node.Copy("auto_pad", "dilations", "group", "kernel_shape", "pads", "strides")), 6);
    }
}
