using EvalKit.Core.Metrics;

namespace EvalKit.Core.Statistics;

/// <summary>
/// Tests whether two models differ on the samples that both have: by Tango's score test where all values are 0 or 1
/// (McNemar's at difference 0), else by the mean of the differences, Student's below
/// <see cref="Intervals.FewSamples"/> samples and a bootstrap over samples from there on.
/// </summary>
public static class PairedTest
{
    /// <summary>The two-sided p-value of equal means; NaN where fewer than two samples are common.</summary>
    /// <param name="first">The one model's values.</param>
    /// <param name="second">The other's.</param>
    /// <param name="resamples">The resamples that all tests share.</param>
    public static double PValue(SampleValues first, SampleValues second, Resamples resamples)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(resamples);
        var common = CommonSamples.Of([first.Samples, second.Samples]);
        if (common.Count < 2) return double.NaN;
        var differences = new double[common.Count];
        long onlyFirst = 0, onlySecond = 0;
        var binary = true;
        for (var i = 0; i < differences.Length; i++)
        {
            var (a, b) = (first.Values.Span[common.Rows(0)[i]], second.Values.Span[common.Rows(1)[i]]);
            differences[i] = a - b;
            binary &= a is 0 or 1 && b is 0 or 1;
            if (a > b) onlyFirst++;
            if (a < b) onlySecond++;
        }

        if (binary) return Tango.PValue(onlyFirst, onlySecond);
        if (!differences.AsSpan().ContainsAnyExcept(0)) return 1;
        return differences.Length < Intervals.FewSamples ? StudentMean.PValue(differences) : BootstrapPValue(differences, resamples);
    }

    // The level at which the percentile interval would just touch 0 (Efron and Tibshirani 1993, section 15.4), never 0 itself
    // (Davison and Hinkley 1997, section 4.2.3: one is added to both counts).
    private static double BootstrapPValue(double[] differences, Resamples resamples)
    {
        var means = resamples.Means(differences, Resamples.Corrected);
        var below = means.Count(mean => mean <= 0);
        var above = means.Count(mean => mean >= 0);
        return Math.Min(1, 2 * (1.0 + Math.Min(below, above)) / (1 + means.Length));
    }
}
