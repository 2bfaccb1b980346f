using EvalKit.Onnx.Differentiation.Backward;
using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Differentiation.Rules.Movement;

/// <summary>Channels become blocks of pixels, or the reverse: ∂y takes the way back (Shi et al. 2016).</summary>
internal sealed class DepthToSpace : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["DepthToSpace", "SpaceToDepth"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node) => node.Give(0, () =>
    {
        var size = node.Attributes.Integer("blocksize", 1);
        if (node.Attributes.Text("mode", "DCR") == "CRD")
        {
            var (n, c, h, w) = (node.X.Dimensions[0], node.Y.Dimensions[1], node.X.Dimensions[2], node.X.Dimensions[3]);
            return node.Gradient.Reshape(n, c, h, size, w, size).Transpose(0, 1, 3, 5, 2, 4).Reshape(node.X.Dimensions);
        }

        var back = node.Operator == "DepthToSpace" ? "SpaceToDepth" : "DepthToSpace";
        return node.Graph.Call(back, [node.Gradient], node.X.Dimensions, NodeAttribute.Of("blocksize", size));
    });
}
