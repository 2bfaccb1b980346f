namespace EvalKit.Onnx.Differentiation.Rewrites.Opsets;

/// <summary>Dropout before opset 12 had its ratio as an attribute, and no training mode.</summary>
internal sealed class Dropout : GraphRewrite
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Dropout"];

    /// <inheritdoc/>
    public override int Before => 12;

    /// <inheritdoc/>
    public override void Apply(NodeRewriting node) => node.Result("Identity", [node.Input(0)]);
}
