namespace EvalKit.Onnx.Differentiation.Rewrites.Quantized;

/// <summary>Quantised tensors side by side (ONNX Runtime's contrib operator); scale and zero point of the result come first.</summary>
internal sealed class QLinearConcat : GraphRewrite
{
    /// <inheritdoc/>
    public override string Domain => "com.microsoft";

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["QLinearConcat"];

    /// <inheritdoc/>
    public override void Apply(NodeRewriting node)
    {
        var parts = Enumerable.Range(0, (node.Node.Input.Count - 2) / 3).Select(part => QuantizedValue.Dequantize(node, 2 + 3 * part)).ToList();
        QuantizedValue.Result(node, node.Call("Concat", parts, node.Copy("axis")), 0);
    }
}
