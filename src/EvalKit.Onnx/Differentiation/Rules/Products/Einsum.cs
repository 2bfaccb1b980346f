using EvalKit.Onnx.Differentiation.Backward;
using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Differentiation.Rules.Products;

/// <summary>
/// Einstein summation: the gradient of a factor is the summation of ∂y and the other factors over its own labels; labels
/// that it alone has are repeated. A label twice in one factor (a diagonal) has no rule.
/// </summary>
internal sealed class Einsum : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Einsum"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        var equation = IndexNotation.Parse(node.Attributes.Text("equation"), [.. Enumerable.Range(0, node.Inputs).Select(i => node.Input(i).Rank)]);
        for (var i = 0; i < node.Inputs; i++)
        {
            var input = i;
            node.Give(i, () => Factor(node, equation, input));
        }
    }

    private static GraphValue Factor(NodeAdjoint node, IndexNotation equation, int input)
    {
        var labels = equation.Factors[input];
        if (labels.Distinct().Count() != labels.Length) throw node.Refuse($"the label that '{labels}' holds twice has no rule");
        var factor = node.Input(input);
        int[] others = [.. Enumerable.Range(0, node.Inputs).Where(i => i != input)];
        var terms = others.Select(i => equation.Factors[i]).Prepend(equation.Result).ToList();
        var known = string.Concat(labels.Where(label => terms.Exists(term => term.Contains(label))));
        var sizes = node.Y.Dimensions.Zip(equation.Result)
            .Concat(others.SelectMany(i => node.Input(i).Dimensions.Zip(equation.Factors[i])))
            .GroupBy(pair => pair.Second)
            .ToDictionary(group => group.Key, group => group.Max(pair => pair.First));
        var summed = node.Graph.Call(
            "Einsum", [node.Gradient, .. others.Select(node.Input)], [.. known.Select(label => sizes[label])],
            NodeAttribute.Of("equation", $"{string.Join(',', terms)}->{known}"));
        long[] apart = [.. labels.Select(label => sizes.GetValueOrDefault(label, 1))];
        return summed.Reshape(apart).Expand([.. labels.Select((label, axis) => sizes.GetValueOrDefault(label, factor.Dimensions[axis]))]);
    }
}
