namespace EvalKit.Onnx.Differentiation.Rewrites.Opsets;

/// <summary>Batch normalisation before opset 14 listed outputs and attributes of training.</summary>
internal sealed class BatchNormalization : GraphRewrite
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["BatchNormalization"];

    /// <inheritdoc/>
    public override int Before => 14;

    /// <inheritdoc/>
    public override void Apply(NodeRewriting node)
    {
        if (node.Attributes.Integer("spatial", 1) == 0) throw node.Refuse("statistics for each place (spatial 0) have no rule");
        node.Result("BatchNormalization", node.Node.Input, node.Copy("epsilon", "momentum"));
    }
}
