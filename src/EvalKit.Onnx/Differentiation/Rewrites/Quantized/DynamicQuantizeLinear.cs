namespace EvalKit.Onnx.Differentiation.Rewrites.Quantized;

/// <summary>
/// Quantisation by the range of the data itself. Its scale counts as a constant, so that the gradient is straight-through: the
/// integers are made by quantising x / scale in steps of 1.
/// </summary>
internal sealed class DynamicQuantizeLinear : GraphRewrite
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["DynamicQuantizeLinear"];

    /// <inheritdoc/>
    public override void Apply(NodeRewriting node)
    {
        var integers = node.Node.Output[0];
        node.Node.Output[0] = integers + "/unused";
        node.Keep();
        var (scale, zero) = (node.Node.Output[1], node.Node.Output[2]);
        var level = node.Call("Div", [node.Input(0), scale]);
        node.Result(integers, "QuantizeLinear", [level, node.Number(1), zero]);
    }
}
