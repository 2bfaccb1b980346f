namespace EvalKit.Onnx.Differentiation.Rewrites.Quantized;

/// <summary>Quantised sum, product and activations (ONNX Runtime's contrib operators) as their operators on numbers.</summary>
internal sealed class QLinearArithmetic : GraphRewrite
{
    /// <inheritdoc/>
    public override string Domain => "com.microsoft";

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["QLinearAdd", "QLinearMul", "QLinearSigmoid", "QLinearLeakyRelu"];

    /// <inheritdoc/>
    public override void Apply(NodeRewriting node)
    {
        var operation = node.Node.OpType["QLinear".Length..];
        var isOfTwo = operation is "Add" or "Mul";
        string[] inputs = isOfTwo ? [QuantizedValue.Dequantize(node, 0), QuantizedValue.Dequantize(node, 3)] : [QuantizedValue.Dequantize(node, 0)];
        QuantizedValue.Result(node, node.Call(operation, inputs, node.Copy("alpha")), isOfTwo ? 6 : 3);
    }
}
