namespace EvalKit.Onnx.Differentiation.Rewrites.Fused;

/// <summary>Convolution, an optional addend and an activation in one (ONNX Runtime's contrib operator).</summary>
internal sealed class FusedConv : GraphRewrite
{
    /// <inheritdoc/>
    public override string Domain => "com.microsoft";

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["FusedConv"];

    /// <inheritdoc/>
    public override void Apply(NodeRewriting node)
    {
        string[] inputs = node.Has(2) ? [node.Input(0), node.Input(1), node.Input(2)] : [node.Input(0), node.Input(1)];
        var y = node.Call("Conv", inputs, node.Copy("auto_pad", "dilations", "group", "kernel_shape", "pads", "strides"));
        if (node.Has(3)) y = node.Call("Add", [y, node.Input(3)]);
        FusedActivation.Apply(node, y);
    }
}
