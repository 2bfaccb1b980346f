using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Arithmetic;

/// <summary>y = max(a, b, …) or min: ∂a = ∂y where a is the extreme one; several equal ones share it evenly.</summary>
internal sealed class Extremum : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators => ["Max", "Min"];

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        if (node.Inputs == 1)
        {
            node.Give(0, () => node.Gradient);
            return;
        }

        var extreme = Enumerable.Range(0, node.Inputs).Select(i => node.Input(i).With("Equal", node.Y).AsNumbers()).ToList();
        var share = node.Gradient / extreme.Aggregate((sum, mask) => sum + mask);
        for (var i = 0; i < node.Inputs; i++)
        {
            var mask = extreme[i];
            node.Give(i, () => share * mask);
        }
    }
}
