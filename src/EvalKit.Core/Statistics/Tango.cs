using MathNet.Numerics.Distributions;

namespace EvalKit.Core.Statistics;

/// <summary>
/// The score test and interval of the difference of two proportions on the same samples: Tango 1998, "Equivalence test
/// and confidence interval for the difference in proportions for the paired-sample design", Statistics in Medicine 17.
/// At difference 0 the test is McNemar's without correction.
/// </summary>
public static class Tango
{
    /// <summary>The interval of (onlyFirst − onlySecond) / n.</summary>
    /// <param name="onlyFirst">The samples in which only the first succeeds.</param>
    /// <param name="onlySecond">The samples in which only the second succeeds.</param>
    /// <param name="n">All samples, positive.</param>
    /// <param name="confidence">The two-sided confidence; 1 − 2α for a one-sided bound at 1 − α.</param>
    public static Interval Of(long onlyFirst, long onlySecond, long n, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(onlyFirst + onlySecond, n);
        var z = Normal.InvCDF(0, 1, (1 + confidence) / 2);
        return new(Solve(onlyFirst, onlySecond, n, z), Solve(onlyFirst, onlySecond, n, -z));
    }

    /// <summary>
    /// The score statistic of the hypothesis that the difference is <paramref name="difference"/>, standard normal under it.
    /// </summary>
    /// <param name="onlyFirst">The samples in which only the first succeeds.</param>
    /// <param name="onlySecond">The samples in which only the second succeeds.</param>
    /// <param name="n">All samples, positive.</param>
    /// <param name="difference">The difference under the hypothesis, −1 to 1.</param>
    /// <returns>0 where the observed difference is the hypothesis; infinite where the hypothesis is impossible.</returns>
    public static double Score(long onlyFirst, long onlySecond, long n, double difference)
    {
        var excess = onlyFirst - onlySecond - (n * difference);
        if (excess == 0) return 0;

        // The maximum-likelihood estimate of the second's discordant probability under the hypothesis.
        var a = 2.0 * n;
        var b = -onlyFirst - onlySecond + (((2.0 * n) - onlyFirst + onlySecond) * difference);
        var c = -onlySecond * difference * (1 - difference);
        var q = (Math.Sqrt(Math.Max(0, (b * b) - (4 * a * c))) - b) / (2 * a);
        return excess / Math.Sqrt(Math.Max(0, n * ((2 * q) + (difference * (1 - difference)))));
    }

    /// <summary>The two-sided p-value of equal proportions (McNemar 1947); 1 where no sample is discordant.</summary>
    /// <param name="onlyFirst">The samples in which only the first succeeds.</param>
    /// <param name="onlySecond">The samples in which only the second succeeds.</param>
    public static double PValue(long onlyFirst, long onlySecond)
    {
        var discordant = onlyFirst + onlySecond;
        if (discordant == 0) return 1;
        return Math.Min(1, 2 * Normal.CDF(0, 1, -Math.Abs(onlyFirst - onlySecond) / Math.Sqrt(discordant)));
    }

    // The score falls as the difference grows.
    private static double Solve(long onlyFirst, long onlySecond, long n, double score)
    {
        double low = -1, high = 1;
        while (high - low > 1e-13)
        {
            var middle = (low + high) / 2;
            if (Score(onlyFirst, onlySecond, n, middle) > score) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }
}
