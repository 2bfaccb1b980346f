using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace EvalKit.Methods.Attributions.Segments;

/// <summary>
/// The variances of regression coefficients, robust to the model being wrong (Huber 1967, White 1980): the diagonal of
/// P (Σ ψ ψᵀ) P, where P is the inverse of the normal matrix and ψ the score of an independent observation.
/// </summary>
/// <param name="inverse">P, symmetric.</param>
internal sealed class SandwichVariance(Matrix<double> inverse)
{
    private readonly double[] _inverse = inverse.ToRowMajorArray();
    private readonly double[] _sums = new double[inverse.RowCount];
    private int _count;

    /// <summary>Adds an observation.</summary>
    /// <param name="score">ψ: the derivative of its half squared error by the coefficients.</param>
    public void Add(ReadOnlySpan<double> score)
    {
        _count++;
        for (var i = 0; i < _sums.Length; i++)
        {
            var influence = TensorPrimitives.Dot(_inverse.AsSpan(i * score.Length, score.Length), score);
            _sums[i] += influence * influence;
        }
    }

    /// <summary>The standard error of a coefficient, with the correction n / (n − k) for the k that were fitted.</summary>
    public double StandardError(int coefficient, int fitted) =>
        _count > fitted ? Math.Sqrt(_sums[coefficient] * _count / (_count - fitted)) : double.NaN;
}
