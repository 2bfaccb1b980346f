using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Differentiation.Rewrites.Opsets;

/// <summary>Split before opset 18: its sizes were an attribute before 13, and equal parts were told by the number of outputs alone.</summary>
internal sealed class Split : GraphRewrite
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Split"];

    /// <inheritdoc/>
    public override int Before => 18;

    /// <inheritdoc/>
    public override void Apply(NodeRewriting node)
    {
        if (node.Attributes.Find("split") is { } sizes)
        {
            node.Node.Input.Add(node.Integers([.. sizes.Ints]));
            node.Node.Attribute.Remove(sizes);
        }
        else if (!node.Has(1))
        {
            node.Node.Attribute.Add(NodeAttribute.Of("num_outputs", (long)node.Node.Output.Count));
        }

        node.Keep();
    }
}
