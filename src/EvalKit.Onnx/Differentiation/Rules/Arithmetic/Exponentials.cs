using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Arithmetic;

/// <summary>Powers, exponentials and their inverses, value by value.</summary>
internal sealed class Exponentials : ElementwiseRule
{
    /// <inheritdoc/>
    protected override Dictionary<string, Derivative> Derivatives { get; } = new(StringComparer.Ordinal)
    {
        ["Exp"] = node => node.Y,
        ["Log"] = node => 1 / node.X,
        ["Sqrt"] = node => 0.5f / node.Y,
        ["Reciprocal"] = node => -(node.Y * node.Y),
        ["Neg"] = node => node.Graph.Number(-1),
        ["Abs"] = node => node.X.Map("Sign"),
        ["Erf"] = node => (-(node.X * node.X)).Map("Exp") * (float)(2 / Math.Sqrt(Math.PI)),
    };
}
