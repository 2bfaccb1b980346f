using EvalKit.Core.Metrics;
using MathNet.Numerics.Distributions;

namespace EvalKit.Core.Statistics;

/// <summary>
/// Makes a figure's interval by one rule for all metrics: a proportion has Wilson's; a mean of per-sample values Student's
/// below <see cref="FewSamples"/> samples and a bootstrap over samples from there on, or that of <see cref="SkewedMean"/>
/// where it rests on few of its values; a smooth statistic between 0 and 1
/// its linear approximation's; any other statistic a bootstrap over samples. Safe to use from several threads.
/// </summary>
/// <param name="confidence">The two-sided confidence, between 0 and 1; 1 − 2α for a one-sided bound at 1 − α.</param>
/// <param name="resamples">The resamples that all figures share.</param>
public sealed class Intervals(double confidence, Resamples resamples)
{
    private const string TooFew = "no interval: too few samples";
    private const string TooThin = "no interval: the confidence asked for needs more resamples";

    /// <summary>The confidence of the intervals that reports show.</summary>
    public const double Usual = 0.95;

    /// <summary>Below this number of samples the percentile bootstrap covers too rarely.</summary>
    public const int FewSamples = 200;

    /// <summary>The two-sided confidence.</summary>
    public double Confidence => confidence;

    /// <summary>The resamples that all figures share.</summary>
    public Resamples Resamples => resamples;

    /// <summary>The same rule and resamples at another confidence.</summary>
    /// <param name="other">The two-sided confidence, between 0 and 1.</param>
    public Intervals At(double other) => new(other, resamples);

    /// <summary>The share of hits, with Wilson's interval; missing where there is no sample.</summary>
    /// <param name="hits">The number of samples that count.</param>
    /// <param name="n">The number of all samples.</param>
    /// <param name="note">What a reader must know, or null.</param>
    public Estimate Proportion(long hits, long n, string? note = null)
    {
        if (n == 0) return Estimate.Missing(note ?? "no samples");
        var interval = Wilson.Of(hits, n, confidence);
        return new((double)hits / n, interval.Low, interval.High, n, note);
    }

    /// <summary>
    /// The mean of per-sample values. Without an interval where all values are equal, since such samples say nothing of
    /// the spread; missing where there is no value, or one that is not finite.
    /// </summary>
    /// <param name="values">One value a sample.</param>
    /// <param name="note">What a reader must know, or null.</param>
    public Estimate Mean(ReadOnlyMemory<double> values, string? note = null)
    {
        var span = values.Span;
        if (span.IsEmpty) return Estimate.Missing(note ?? "no samples");
        double sum = 0;
        foreach (var value in span) sum += value;
        if (!double.IsFinite(sum)) return Estimate.Missing("the value of a sample is not finite");
        var mean = sum / span.Length;
        if (!span.ContainsAnyExcept(span[0])) return new(mean, null, null, span.Length, note ?? "no interval: all samples have the same value");
        var interval = SkewedMean.IsNeeded(span) ? SkewedMean.Of(span, confidence)
            : span.Length < FewSamples ? StudentMean.Of(span, confidence)
            : Percentiles(resamples.Means(values, ResampleCount));
        return new(mean, interval?.Low, interval?.High, span.Length, note ?? (interval is null ? TooThin : null));
    }

    /// <summary>
    /// A smooth statistic between 0 and 1, with the normal interval of its linear approximation (the infinitesimal jackknife:
    /// Efron 1982, The jackknife, the bootstrap and other resampling plans, section 6) on the logit scale, so that it stays
    /// within 0 and 1; without one below <see cref="FewSamples"/> samples, and at 0 and 1. In simulations of 200 and 1,000 samples
    /// of five classes it covered 94.5 to 95.5 % for the figures that use it.
    /// </summary>
    /// <param name="value">The figure.</param>
    /// <param name="influences">
    /// For each sample n times the derivative of the figure by the sample's weight; they sum to 0 where all weights are 1.
    /// </param>
    /// <param name="note">What a reader must know, or null.</param>
    public Estimate Smooth(double value, ReadOnlySpan<double> influences, string? note = null)
    {
        var n = influences.Length;
        if (n < FewSamples) return new(value, null, null, n, note ?? TooFew);
        if (value is <= 0 or >= 1) return new(value, null, null, n, note ?? "no interval: the figure is at an end of its range");
        double squares = 0;
        foreach (var influence in influences) squares += influence * influence;
        var half = Normal.InvCDF(0, 1, (1 + confidence) / 2) * Math.Sqrt(squares) / n / (value * (1 - value));
        var logit = Math.Log(value / (1 - value));
        return new(value, Logistic(logit - half), Logistic(logit + half), n, note);
    }

    /// <summary>Any statistic of samples, with a percentile interval; without one below <see cref="FewSamples"/> samples.</summary>
    /// <param name="n">The number of samples.</param>
    /// <param name="statistic">The figure of weighted samples; NaN where they do not define it.</param>
    /// <param name="note">What a reader must know, or null.</param>
    public Estimate Of(int n, Resamples.Statistic statistic, string? note = null)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        if (n == 0) return Estimate.Missing(note ?? "no samples");
        var ones = new byte[n];
        ones.AsSpan().Fill(1);
        var value = statistic(ones);
        if (!double.IsFinite(value)) return Estimate.Missing(note ?? "not defined on these samples");
        if (n < FewSamples) return new(value, null, null, n, note ?? TooFew);
        var replicates = resamples.Replicate(n, ResampleCount, statistic);
        if (Array.Exists(replicates, double.IsNaN)) return new(value, null, null, n, note ?? "no interval: not defined on some resamples");
        var interval = Percentiles(replicates);
        return new(value, interval?.Low, interval?.High, n, note ?? (interval is null ? TooThin : null));
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    // A tail needs at least ten resamples beyond its percentile.
    private int ResampleCount => (1 - confidence) / 2 * Resamples.Usual < 10 ? Resamples.Corrected : Resamples.Usual;

    // Efron and Tibshirani 1993, section 13.3: the (B + 1)α-th smallest and the (B + 1)α-th largest replicate.
    // Null where fewer than one lies beyond.
    private Interval? Percentiles(double[] replicates)
    {
        Array.Sort(replicates);
        var rank = (int)((replicates.Length + 1) * (1 - confidence) / 2);
        return rank == 0 ? null : new(replicates[rank - 1], replicates[^rank]);
    }
}
