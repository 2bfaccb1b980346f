using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Differentiation.Rewrites.Fused;

/// <summary>α A′ B′, where A′ is A or its transpose (ONNX Runtime's contrib operator).</summary>
internal sealed class FusedMatMul : GraphRewrite
{
    /// <inheritdoc/>
    public override string Domain => "com.microsoft";

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["FusedMatMul", "TransposeMatMul"];

    /// <inheritdoc/>
    public override void Apply(NodeRewriting node)
    {
        if (node.Attributes.Integer("transBatchA", 0) != 0 || node.Attributes.Integer("transBatchB", 0) != 0) throw node.Refuse("a transposed batch has no rule");
        var (a, b) = (Factor(node, 0, "transA", "i"), Factor(node, 1, "transB", "j"));
        var alpha = node.Attributes.Number("alpha", 1);

        // Index notation turns the last two axes whatever the number of axes is.
        var product = node.Call("Einsum", [node.Input(0), node.Input(1)], NodeAttribute.Of("equation", $"{a},{b}->...ij"));
        node.Result("Mul", [product, node.Number(alpha)]);
    }

    private static string Factor(NodeRewriting node, int input, string attribute, string own) =>
        (input == 0) == (node.Attributes.Integer(attribute, 0) == 0) ? $"...{own}k" : $"...k{own}";
}
