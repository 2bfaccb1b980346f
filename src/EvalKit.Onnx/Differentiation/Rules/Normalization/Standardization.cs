using EvalKit.Onnx.Differentiation.Backward;

namespace EvalKit.Onnx.Differentiation.Rules.Normalization;

/// <summary>
/// The gradient of x̂ = (x − μ) s with the mean μ and inverse deviation s over axes of x itself:
/// ∂x = s (∂x̂ − mean(∂x̂) − x̂ mean(∂x̂ x̂)) (Ioffe and Szegedy 2015, section 3).
/// </summary>
internal sealed class Standardization
{
    private readonly GraphValue _inverseDeviation;
    private readonly int[] _axes;

    /// <summary>With mean and inverse deviation known.</summary>
    public Standardization(GraphValue x, GraphValue mean, GraphValue inverseDeviation, int[] axes)
    {
        (_inverseDeviation, _axes) = (inverseDeviation, axes);
        Standardized = (x - mean) * inverseDeviation;
    }

    /// <summary>With mean and deviation to be computed.</summary>
    public Standardization(GraphValue x, float epsilon, int[] axes)
    {
        var centred = x - x.Mean(axes);
        _axes = axes;
        _inverseDeviation = ((centred * centred).Mean(axes) + epsilon).Map("Sqrt").Map("Reciprocal");
        Standardized = centred * _inverseDeviation;
    }

    /// <summary>x̂.</summary>
    public GraphValue Standardized { get; }

    /// <summary>∂x from ∂x̂.</summary>
    public GraphValue Back(GraphValue gradient) =>
        (gradient - gradient.Mean(_axes) - Standardized * (gradient * Standardized).Mean(_axes)) * _inverseDeviation;
}
