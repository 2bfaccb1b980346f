using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Differentiation.Rewrites.Quantized;

/// <summary>Quantised general product (ONNX Runtime's contrib operator); without an output scale it gives numbers.</summary>
internal sealed class QGemm : GraphRewrite
{
    /// <inheritdoc/>
    public override string Domain => "com.microsoft";

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["QGemm"];

    /// <inheritdoc/>
    public override void Apply(NodeRewriting node)
    {
        // Scales of B change along its output columns.
        var columns = node.Attributes.Integer("transB", 0) != 0 ? 0 : 1;
        List<string> inputs = [QuantizedValue.Dequantize(node, 0), QuantizedValue.Dequantize(node, 3, columns)];
        if (node.Has(6)) inputs.Add(node.Call("Mul", [node.Call("Cast", [node.Input(6)], NodeAttribute.Of("to", 1L)), node.Call("Mul", [node.Input(1), node.Input(4)])]));
        var attributes = node.Copy("alpha", "transA", "transB");
        if (node.Has(7)) QuantizedValue.Result(node, node.Call("Gemm", inputs, attributes), 7);
        else node.Result("Gemm", inputs, attributes);
    }
}
