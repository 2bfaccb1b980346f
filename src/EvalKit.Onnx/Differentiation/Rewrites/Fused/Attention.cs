using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Differentiation.Rewrites.Fused;

/// <summary>
/// Self-attention of several heads, softmax(Q Kᵀ s + mask) V with Q, K and V from one product (Vaswani et al. 2017; ONNX Runtime's
/// contrib operator). Covered: a mask of 0 and 1 or of lengths, and the causal one; not the past of a decoder.
/// </summary>
internal sealed class Attention : GraphRewrite
{
    /// <inheritdoc/>
    public override string Domain => "com.microsoft";

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Attention"];

    /// <inheritdoc/>
    public override void Apply(NodeRewriting node)
    {
        if (node.Has(4) || node.HasOutput(1)) throw node.Refuse("the past of a decoder has no rule");
        if (node.Attributes.Integers("qkv_hidden_sizes") is not null) throw node.Refuse("hidden sizes of their own (qkv_hidden_sizes) have no rule");
        var width = node.Stored(1)?.Dims[1] ?? throw node.Refuse("its weights are computed");
        var heads = node.Attributes.Integer("num_heads", 1);
        var scale = node.Attributes.Number("scale", 0);
        if (scale == 0) scale = (float)(1 / Math.Sqrt(width / 3 / heads));

        var all = node.Call("MatMul", [node.Input(0), node.Input(1)]);
        if (node.Has(2)) all = node.Call("Add", [all, node.Input(2)]);
        var parts = Enumerable.Range(0, 3).Select(part => Heads(node, all, part * width / 3, width / 3, heads)).ToList();
        var scores = node.Call("Mul", [node.Call("Einsum", [parts[0], parts[1]], NodeAttribute.Of("equation", "bhik,bhjk->bhij")), node.Number(scale)]);
        if (node.Has(5)) scores = node.Call("Add", [scores, node.Input(5)]);
        if (node.Has(3)) scores = node.Call("Add", [scores, AttentionMask.Of(node)]);
        if (node.Attributes.Integer("unidirectional", 0) != 0) scores = node.Call("Add", [scores, AttentionMask.Causal(node)]);
        var mixed = node.Call("MatMul", [node.Call("Softmax", [scores], NodeAttribute.Of("axis", -1L)), parts[2]]);
        node.Result("Reshape", [node.Call("Transpose", [mixed], NodeAttribute.Of("perm", [0, 2, 1, 3])), node.Integers(0, 0, -1)]);
    }

    private static string Heads(NodeRewriting node, string all, long start, long size, long heads)
    {
        var part = node.Call("Slice", [all, node.Integers(start), node.Integers(start + size), node.Integers(-1)]);
        return node.Call("Transpose", [node.Call("Reshape", [part, node.Integers(0, 0, heads, size / heads)])], NodeAttribute.Of("perm", [0, 2, 1, 3]));
    }
}
