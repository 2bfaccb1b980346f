namespace EvalKit.Onnx.Differentiation.Rewrites.Opsets;

/// <summary>Scatter is called ScatterElements from opset 11 on.</summary>
internal sealed class Scatter : GraphRewrite
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Scatter"];

    /// <inheritdoc/>
    public override void Apply(NodeRewriting node) => node.Result("ScatterElements", node.Node.Input, node.Copy("axis"));
}
