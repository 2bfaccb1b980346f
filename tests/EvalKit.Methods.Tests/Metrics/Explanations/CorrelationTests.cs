using EvalKit.Methods.Metrics.Explanations;

namespace EvalKit.Methods.Tests.Metrics.Explanations;

public sealed class CorrelationTests
{
    [Fact]
    public void Pearson_equals_the_value_computed_by_hand() =>
        // Deviations −1.5 −0.5 0.5 1.5 and −2 0 −1 3: products 3 + 0 − 0.5 + 4.5 = 7, squares 5 and 14.
        Assert.Equal(7 / Math.Sqrt(5 * 14), Correlation.Pearson([1, 2, 3, 4], [1, 3, 2, 6]), 1e-12);

    [Fact]
    public void Spearman_gives_equal_numbers_their_mean_rank() =>
        // Ranks 0 1.5 1.5 3 and 1 0 2 3: deviations −1.5 0 0 1.5 and −0.5 −1.5 0.5 1.5: product 3, squares 4.5 and 5.
        Assert.Equal(3 / Math.Sqrt(4.5 * 5), Correlation.Spearman([1, 2, 2, 9], [-1, -7, 0, 0.5f]), 1e-12);

    [Fact]
    public void Spearman_of_magnitudes_leaves_signs_out()
    {
        Assert.Equal(1, Correlation.Spearman([1, -2, 3], [-1, 2, -3], ofMagnitudes: true), 1e-12);
        Assert.Equal(-1, Correlation.Spearman([1, -2, 3], [-1, 2, -3]), 1e-12);
    }

    [Fact]
    public void What_is_constant_has_none()
    {
        Assert.Equal(double.NaN, Correlation.Pearson([0.1, 0.1, 0.1], [1, 2, 3]));
        Assert.Equal(double.NaN, Correlation.Spearman([1, 2, 3], [4, 4, 4]));
    }
}
