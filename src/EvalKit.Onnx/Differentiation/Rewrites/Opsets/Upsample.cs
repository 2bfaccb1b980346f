using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Differentiation.Rewrites.Opsets;

/// <summary>Upsample, and Resize of opset 10: coordinates are multiplied by the scale, and nearest means the floor.</summary>
internal sealed class Upsample : GraphRewrite
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Upsample", "Resize"];

    /// <inheritdoc/>
    public override int Before => 11;

    /// <inheritdoc/>
    public override void Apply(NodeRewriting node)
    {
        var scales = node.Attributes.Numbers("scales") is { } numbers ? node.Numbers(numbers) : node.Input(1);
        node.Result(
            "Resize", [node.Input(0), "", scales],
            NodeAttribute.Of("mode", node.Attributes.Text("mode", "nearest")),
            NodeAttribute.Of("coordinate_transformation_mode", "asymmetric"),
            NodeAttribute.Of("nearest_mode", "floor"));
    }
}
