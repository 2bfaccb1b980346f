using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Differentiation.Rewrites.Opsets;

/// <summary>
/// Group normalisation before opset 21 had one scale and bias a group: an instance normalisation whose channels are the groups.
/// </summary>
internal sealed class GroupNormalization : GraphRewrite
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["GroupNormalization"];

    /// <inheritdoc/>
    public override int Before => 21;

    /// <inheritdoc/>
    public override void Apply(NodeRewriting node)
    {
        var grouped = node.Call("Reshape", [node.Input(0), node.Integers(0, node.Attributes.Integer("num_groups", 1), -1)]);
        var normalized = node.Call("InstanceNormalization", [grouped, node.Input(1), node.Input(2)], NodeAttribute.Of("epsilon", node.Attributes.Number("epsilon", 1e-5f)));
        node.Result("Reshape", [normalized, node.Call("Shape", [node.Input(0)])]);
    }
}
