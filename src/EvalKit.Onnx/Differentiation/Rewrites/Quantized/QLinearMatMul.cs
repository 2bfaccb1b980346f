namespace EvalKit.Onnx.Differentiation.Rewrites.Quantized;

/// <summary>Quantised product as dequantising, product and quantising.</summary>
internal sealed class QLinearMatMul : GraphRewrite
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["QLinearMatMul"];

    /// <inheritdoc/>
    public override void Apply(NodeRewriting node) =>
        QuantizedValue.Result(node, node.Call("MatMul", [QuantizedValue.Dequantize(node, 0), QuantizedValue.Dequantize(node, 3)]), 6);
}
