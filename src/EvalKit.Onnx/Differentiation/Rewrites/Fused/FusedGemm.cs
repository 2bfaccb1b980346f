namespace EvalKit.Onnx.Differentiation.Rewrites.Fused;

/// <summary>A general product and an activation in one (ONNX Runtime's contrib operator).</summary>
internal sealed class FusedGemm : GraphRewrite
{
    /// <inheritdoc/>
    public override string Domain => "com.microsoft";

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["FusedGemm"];

    /// <inheritdoc/>
    public override void Apply(NodeRewriting node) =>
        FusedActivation.Apply(node, node.Call("Gemm", node.Node.Input, node.Copy("alpha", "beta", "transA", "transB")));
}
