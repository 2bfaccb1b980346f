using MathNet.Numerics.LinearAlgebra;

namespace EvalKit.Methods.Attributions.Segments;

/// <summary>The normal equations A β = b of a weighted regression on features that are 0 or 1.</summary>
/// <param name="size">The number of features.</param>
internal sealed class NormalEquations(int size)
{
    // Symmetric, so that rows and columns need not be told apart.
    private readonly double[] _matrix = new double[size * size];
    private readonly double[] _vector = new double[size];
    private readonly int[] _present = new int[size];

    /// <summary>Adds an observation, weight × x xᵀ to A and weight × y x to b.</summary>
    /// <param name="features">x.</param>
    /// <param name="value">y.</param>
    /// <param name="weight">Its weight.</param>
    public void Add(ReadOnlySpan<bool> features, double value, double weight)
    {
        var count = 0;
        for (var i = 0; i < size; i++)
        {
            if (features[i]) _present[count++] = i;
        }

        var present = _present.AsSpan(0, count);
        foreach (var i in present)
        {
            _vector[i] += weight * value;
            foreach (var j in present) _matrix[(i * size) + j] += weight;
        }
    }

    /// <summary>Adds to a place on A's diagonal.</summary>
    public void Penalise(int feature, double weight) => _matrix[(feature * size) + feature] += weight;

    /// <summary>A⁻¹ and A⁻¹ b.</summary>
    public (Matrix<double> Inverse, Vector<double> Solution) Solve()
    {
        var inverse = Matrix<double>.Build.Dense(size, size, _matrix).Cholesky().Solve(Matrix<double>.Build.DenseIdentity(size));
        return (inverse, inverse * Vector<double>.Build.Dense(_vector));
    }
}
