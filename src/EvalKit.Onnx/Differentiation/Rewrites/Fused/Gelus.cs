using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Differentiation.Rewrites.Fused;

/// <summary>ONNX Runtime's Gelu, exact and by tanh, with and without a bias before it; and x σ(αx).</summary>
internal sealed class Gelus : GraphRewrite
{
    /// <inheritdoc/>
    public override string Domain => "com.microsoft";

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Gelu", "BiasGelu", "FastGelu", "QuickGelu"];

    /// <inheritdoc/>
    public override void Apply(NodeRewriting node)
    {
        var x = node.Has(1) ? node.Call("Add", [node.Input(0), node.Input(1)]) : node.Input(0);
        if (node.Node.OpType == "QuickGelu")
        {
            var scaled = node.Call("Mul", [x, node.Number(node.Attributes.Number("alpha", 1.702f))]);
            node.Result("Mul", [x, node.Call("Sigmoid", [scaled])]);
            return;
        }

        node.Result("Gelu", [x], NodeAttribute.Of("approximate", node.Node.OpType == "FastGelu" ? "tanh" : "none"));
    }
}
