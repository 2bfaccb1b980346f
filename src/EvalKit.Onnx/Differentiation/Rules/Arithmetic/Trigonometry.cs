using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Arithmetic;

/// <summary>Circular and hyperbolic functions and their inverses.</summary>
internal sealed class Trigonometry : ElementwiseRule
{
    /// <inheritdoc/>
    protected override Dictionary<string, Derivative> Derivatives { get; } = new(StringComparer.Ordinal)
    {
        ["Sin"] = node => node.X.Map("Cos"),
        ["Cos"] = node => -node.X.Map("Sin"),
        ["Tan"] = node => node.Y * node.Y + 1,
        ["Asin"] = node => 1 / (1 - node.X * node.X).Map("Sqrt"),
        ["Acos"] = node => -1 / (1 - node.X * node.X).Map("Sqrt"),
        ["Atan"] = node => 1 / (node.X * node.X + 1),
        ["Sinh"] = node => node.X.Map("Cosh"),
        ["Cosh"] = node => node.X.Map("Sinh"),
        ["Tanh"] = node => 1 - node.Y * node.Y,
        ["Asinh"] = node => 1 / (node.X * node.X + 1).Map("Sqrt"),
        ["Acosh"] = node => 1 / (node.X * node.X - 1).Map("Sqrt"),
        ["Atanh"] = node => 1 / (1 - node.X * node.X),
    };
}
