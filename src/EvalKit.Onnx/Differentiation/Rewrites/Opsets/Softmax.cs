using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Differentiation.Rewrites.Opsets;

/// <summary>Softmax before opset 13 took all axes from <c>axis</c> on as one.</summary>
internal sealed class Softmax : GraphRewrite
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Softmax", "LogSoftmax"];

    /// <inheritdoc/>
    public override int Before => 13;

    /// <inheritdoc/>
    public override void Apply(NodeRewriting node)
    {
        var flat = node.Call("Flatten", [node.Input(0)], NodeAttribute.Of("axis", node.Attributes.Integer("axis", 1)));
        var scores = node.Call(node.Node.OpType, [flat], NodeAttribute.Of("axis", -1L));
        node.Result("Reshape", [scores, node.Call("Shape", [node.Input(0)])]);
    }
}
