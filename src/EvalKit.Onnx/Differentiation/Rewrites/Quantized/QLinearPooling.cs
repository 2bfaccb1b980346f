namespace EvalKit.Onnx.Differentiation.Rewrites.Quantized;

/// <summary>Quantised average pooling (ONNX Runtime's contrib operators) as pooling of numbers.</summary>
internal sealed class QLinearPooling : GraphRewrite
{
    /// <inheritdoc/>
    public override string Domain => "com.microsoft";

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["QLinearAveragePool", "QLinearGlobalAveragePool"];

    /// <inheritdoc/>
    public override void Apply(NodeRewriting node)
    {
        if (node.Attributes.Integer("channels_last", 0) != 0) throw node.Refuse("channels that come last have no rule");
        var attributes = node.Copy("auto_pad", "ceil_mode", "count_include_pad", "kernel_shape", "pads", "strides");
        QuantizedValue.Result(node, node.Call(node.Node.OpType["QLinear".Length..], [QuantizedValue.Dequantize(node, 0)], attributes), 3);
    }
}
