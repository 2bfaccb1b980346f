using EvalKit.Onnx.Differentiation.Backward;
using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Differentiation.Rules.Movement;

/// <summary>
/// Updates written (or added) at places of a tensor: the updates have ∂y at their places; the tensor has ∂y, but 0 where it was
/// written over. Products and extremes have no rule. Places that are written twice have an unsettled result, and so gradient.
/// </summary>
internal sealed class Scatter : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["ScatterElements", "ScatterND"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        var (indices, updates) = (node.Input(1), node.Input(2));
        var reduction = node.Attributes.Text("reduction", "none");
        if (reduction is not ("none" or "add")) throw node.Refuse($"reduction '{reduction}' has no rule");
        var isByElement = node.Operator == "ScatterElements";
        var axis = NodeAttribute.Of("axis", node.Attributes.Integer("axis", 0));
        node.Give(0, () => reduction == "add" ? node.Gradient : node.Repeat([node.Gradient, indices, node.Graph.Zeros(updates.Dimensions)], node.X.Dimensions));
        node.Give(2, () => isByElement
            ? node.Graph.Call("GatherElements", [node.Gradient, indices], updates.Dimensions, axis)
            : node.Graph.Call("GatherND", [node.Gradient, indices], updates.Dimensions));
    }
}
