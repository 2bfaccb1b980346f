using System.Numerics.Tensors;

namespace EvalKit.Methods.Attributions.Gradients;

/// <summary>The straight line from a baseline to a picture, and the weighted sum of the gradients on it.</summary>
/// <param name="picture">[channels, height, width].</param>
/// <param name="baseline">[channels, height, width].</param>
/// <param name="points">The points on the line, 0 at the baseline.</param>
/// <param name="sums">Receives Σ weight · gradient, in double so that the order of steps costs no digits.</param>
internal readonly ref struct StraightPath(ReadOnlySpan<float> picture, ReadOnlySpan<float> baseline, QuadraturePoints points, Span<double> sums) : IGradientSequence
{
    private readonly ReadOnlySpan<float> _picture = picture;
    private readonly ReadOnlySpan<float> _baseline = baseline;
    private readonly Span<double> _sums = sums;

    /// <inheritdoc/>
    public void Write(int index, Span<float> destination) => TensorPrimitives.Lerp(_baseline, _picture, (float)points.Places[index], destination);

    /// <inheritdoc/>
    public void Take(int index, ReadOnlySpan<float> picture, ReadOnlySpan<float> gradient)
    {
        var weight = points.Weights[index];
        for (var i = 0; i < gradient.Length; i++) _sums[i] += weight * gradient[i];
    }
}
