using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Arithmetic;

/// <summary>Operators whose outputs change in steps, or tell shapes and places only: no gradient passes.</summary>
internal sealed class PiecewiseConstant : GradientRule
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Operators =>
    [
        "And", "ArgMax", "ArgMin", "Bernoulli", "Ceil", "ConstantOfShape", "DynamicQuantizeLinear", "Equal", "EyeLike", "Floor", "Greater", "GreaterOrEqual", "Hardmax",
        "IsInf", "IsNaN", "Less", "LessOrEqual", "Multinomial", "NonZero", "Not", "OneHot", "Or", "RandomNormalLike", "RandomUniformLike",
        "Range", "Round", "Shape", "Sign", "Size", "Xor",
    ];

    /// <inheritdoc/>
    public override bool HasDerivative => false;

    /// <inheritdoc/>
    public override void Apply(NodeAdjoint node)
    {
        // Nothing to give.
    }
}
