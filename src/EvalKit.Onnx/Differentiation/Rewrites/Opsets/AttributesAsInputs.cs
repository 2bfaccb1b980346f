using EvalKit.Onnx.Graphs.Schema;

namespace EvalKit.Onnx.Differentiation.Rewrites.Opsets;

/// <summary>Operators whose attributes became inputs between opsets 9 and 18.</summary>
internal sealed class AttributesAsInputs : GraphRewrite
{
    private static readonly Dictionary<string, string[]> Moved = new(StringComparer.Ordinal)
    {
        ["Clip"] = ["min", "max"],
        ["Pad"] = ["pads", "value"],
        ["ReduceL1"] = ["axes"],
        ["ReduceL2"] = ["axes"],
        ["ReduceLogSum"] = ["axes"],
        ["ReduceLogSumExp"] = ["axes"],
        ["ReduceMax"] = ["axes"],
        ["ReduceMean"] = ["axes"],
        ["ReduceMin"] = ["axes"],
        ["ReduceProd"] = ["axes"],
        ["ReduceSum"] = ["axes"],
        ["ReduceSumSquare"] = ["axes"],
        ["Slice"] = ["starts", "ends", "axes"],
        ["Squeeze"] = ["axes"],
        ["TopK"] = ["k"],
        ["Unsqueeze"] = ["axes"],
    };

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => Moved.Keys;

    /// <inheritdoc/>
    public override int Before => 18;

    /// <inheritdoc/>
    public override void Apply(NodeRewriting node)
    {
        var names = Moved[node.Node.OpType];
        for (var i = 0; i < names.Length; i++)
        {
            if (node.Attributes.Find(names[i]) is not { } attribute) continue;
            while (node.Node.Input.Count <= i + 1) node.Node.Input.Add("");
            node.Node.Input[i + 1] = attribute.Type switch
            {
                AttributeProto.Types.AttributeType.Float => node.Number(attribute.F),
                AttributeProto.Types.AttributeType.Int => node.Integers(attribute.I),
                _ => node.Integers([.. attribute.Ints]),
            };
            node.Node.Attribute.Remove(attribute);
        }

        node.Keep();
    }
}
