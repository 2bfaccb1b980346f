using System.Globalization;
using EvalKit.Core.Metrics;

namespace EvalKit.Core.Statistics;

/// <summary>
/// The mean difference of two models on the samples that both have: with Tango's score interval where all values are 0 or 1,
/// else with the interval of a mean, <see cref="BoundedMean"/>.
/// </summary>
public static class PairedDifference
{
    /// <summary>The mean of first − second.</summary>
    /// <param name="first">The one model's values.</param>
    /// <param name="second">The other's.</param>
    /// <param name="range">
    /// The largest difference that a sample can have; infinite where there is no bound.
    /// </param>
    /// <param name="intervals">Makes the interval.</param>
    /// <returns>The difference; its note says so where only a part of the samples is common.</returns>
    public static Estimate Of(SampleValues first, SampleValues second, double range, Intervals intervals)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(intervals);
        var common = CommonSamples.Of([first.Samples, second.Samples]);
        if (common.Count == 0) return Estimate.Missing("the two have no sample in common");
        var note = Note(common.Count, first.Samples.Length, second.Samples.Length);
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

        if (binary)
        {
            var interval = Tango.Of(onlyFirst, onlySecond, common.Count, intervals.Confidence);
            return new((double)(onlyFirst - onlySecond) / common.Count, interval.Low, interval.High, common.Count, note);
        }

        return BoundedMean.Of(differences, -range, range, intervals, note);
    }

    /// <summary>First − second on the samples that both have, in their order.</summary>
    public static SampleValues Values(SampleValues first, SampleValues second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var common = CommonSamples.Of([first.Samples, second.Samples]);
        var differences = new double[common.Count];
        for (var i = 0; i < differences.Length; i++) differences[i] = first.Values.Span[common.Rows(0)[i]] - second.Values.Span[common.Rows(1)[i]];
        return new(common.Samples, differences);
    }

    private static string? Note(int common, int first, int second) => common == first && common == second
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"paired on the {common:N0} samples that both have, of {first:N0} and {second:N0}");
}
