using MathNet.Numerics.Distributions;

namespace EvalKit.Core.Statistics;

/// <summary>
/// The interval of a mean that rests on few of its values, such as the difference in loss of two models that differ on few
/// samples. Both Student's interval and the percentiles of a bootstrap then cover too rarely: 80 to 92 % in simulation
/// (docs/statistics.md), where this one covered 94 to 96 % from 200 samples on.
/// </summary>
public static class SkewedMean
{
    // Normal values have 3, exponential ones 9. Below that the usual intervals were seen to cover.
    private const double Heavy = 9;

    // A few samples seldom hold the tail, so that their kurtosis falls short of the population's, and the degrees of freedom that
    // it gives are too many: at this share of them the interval covers what it says (docs/statistics.md).
    private const double Seen = 0.7;

    /// <summary>Whether the values' kurtosis is so large that the usual intervals cover too rarely.</summary>
    /// <param name="values">The values.</param>
    public static bool IsNeeded(ReadOnlySpan<double> values) => Moments.Of(values).Kurtosis > Heavy;

    /// <summary>
    /// The interval by Hall's cubic transformation, which takes the skewness out of the studentised mean (Hall 1992, On the
    /// removal of skewness by transformation, Journal of the Royal Statistical Society B 54), with Student's quantile at the
    /// degrees of freedom that the variance estimate has at this kurtosis κ: 2n / (κ − 1), by its own variance (κ − 1) σ⁴ / n, of which
    /// seven tenths are taken for what few samples do not see of κ.
    /// </summary>
    /// <param name="values">At least two values, not all equal.</param>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    public static Interval Of(ReadOnlySpan<double> values, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, 2);
        var n = values.Length;
        var moments = Moments.Of(values);
        var error = Math.Sqrt(moments.Variance / (n - 1));
        var freedom = Math.Clamp(Seen * 2 * n / (moments.Kurtosis - 1), 1, n - 1);
        var quantile = StudentT.InvCDF(0, 1, freedom, (1 + confidence) / 2);
        return new(moments.Mean - (Untransformed(quantile) * error), moments.Mean - (Untransformed(-quantile) * error));

        double Untransformed(double t)
        {
            var skewness = moments.Skewness;
            var root = Math.Sqrt(n);
            return Math.Abs(skewness) < 1e-6 ? t : 3 / skewness * root * (Math.Cbrt(1 + (skewness * ((t / root) - (skewness / (6 * n))))) - 1);
        }
    }

    private readonly record struct Moments(double Mean, double Variance, double Skewness, double Kurtosis)
    {
        public static Moments Of(ReadOnlySpan<double> values)
        {
            var mean = 0.0;
            foreach (var value in values) mean += value / values.Length;
            double squares = 0, cubes = 0, fourths = 0;
            foreach (var value in values)
            {
                var square = (value - mean) * (value - mean);
                squares += square;
                cubes += square * (value - mean);
                fourths += square * square;
            }

            var variance = squares / values.Length;
            return new(mean, variance, cubes / values.Length / Math.Pow(variance, 1.5), fourths / values.Length / (variance * variance));
        }
    }
}
