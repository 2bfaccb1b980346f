using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace EvalKit.Methods.Attributions.Segments;

/// <summary>
/// Shapley values by least squares under the constraint that they add up to the score of the whole set less that of the
/// empty set (Covert and Lee 2021, equation 7).
/// </summary>
internal static class ShapleyRegression
{
    /// <summary>Fits the values.</summary>
    /// <param name="coalitions">[n, M]: the empty and the whole set, then pairs of a set and its complement.</param>
    /// <param name="scores">The score of each.</param>
    /// <param name="enumerated">Whether these are all sets; otherwise they were drawn by the Shapley kernel.</param>
    /// <returns>The M values and their standard errors.</returns>
    public static (double[] Values, double[] Errors) Fit(ReadOnlySpan<bool> coalitions, ReadOnlySpan<float> scores, bool enumerated)
    {
        var segments = coalitions.Length / scores.Length;
        var equations = new NormalEquations(segments);
        for (var i = 2; i < scores.Length; i++)
        {
            // Drawn sets have the kernel in their frequency.
            var set = coalitions.Slice(i * segments, segments);
            equations.Add(set, (double)scores[i] - scores[0], enumerated ? Kernel(set.Count(true), segments) : 1);
        }

        var (inverse, free) = equations.Solve();
        var direction = inverse.RowSums();
        var excess = free.Sum() - ((double)scores[1] - scores[0]);
        var values = free - (direction * (excess / direction.Sum()));
        return (values.ToArray(), enumerated ? new double[segments] : Errors(coalitions, scores, values, inverse));
    }

    private static double Kernel(int size, int segments) =>
        (segments - 1) / (SpecialFunctions.Binomial(segments, size) * size * (segments - size));

    // The constraint takes the direction A⁻¹ 1 out of the inverse. A pair is one independent draw.
    private static double[] Errors(ReadOnlySpan<bool> coalitions, ReadOnlySpan<float> scores, Vector<double> values, Matrix<double> inverse)
    {
        var segments = values.Count;
        var direction = inverse.RowSums();
        var variance = new SandwichVariance(inverse - (direction.OuterProduct(direction) / direction.Sum()));
        var score = new double[segments];
        for (var i = 2; i < scores.Length; i += 2)
        {
            var set = coalitions.Slice(i * segments, segments);
            var (residual, complementary) = ((double)scores[i] - scores[0], (double)scores[i + 1] - scores[0]);
            for (var j = 0; j < segments; j++)
            {
                if (set[j]) residual -= values[j];
                else complementary -= values[j];
            }

            for (var j = 0; j < segments; j++) score[j] = set[j] ? residual : complementary;
            variance.Add(score);
        }

        return [.. Enumerable.Range(0, segments).Select(j => variance.StandardError(j, segments - 1))];
    }
}
