using EvalKit.Core.Metrics;

namespace EvalKit.Core.Statistics;

/// <summary>
/// The mean of values of a known range with an interval that decisions may rest on. Student's interval and the bootstrap miss the
/// rare large losses that few samples do not hold: at 50 samples of skewed differences of Brier scores a one-sided 95 % bound erred
/// in 14 % of simulations. So below 500 samples it is that of <see cref="BettingInterval"/>, which holds for every distribution;
/// from there on, and for ranges too wide for it, that of <see cref="Intervals.Mean"/>.
/// </summary>
public static class BoundedMean
{
    private const int Few = 500;
    private const double WidestRange = 4;

    /// <summary>The mean with its interval.</summary>
    /// <param name="values">One value a sample; those of counts of 0 and 1 are better served by <see cref="Intervals.Proportion"/>.</param>
    /// <param name="low">The least value possible; −∞ where there is no bound.</param>
    /// <param name="high">The largest value possible; ∞ where there is no bound.</param>
    /// <param name="intervals">The confidence and the resamples.</param>
    /// <param name="note">What a reader must know, or null.</param>
    /// <remarks>
    /// Where all n values are equal, the share of the population that differs is below 1 − α^(1/n) at one-sided confidence 1 − α
    /// (Clopper and Pearson 1934), which bounds the mean.
    /// </remarks>
    public static Estimate Of(ReadOnlyMemory<double> values, double low, double high, Intervals intervals, string? note = null)
    {
        ArgumentNullException.ThrowIfNull(intervals);
        var span = values.Span;
        if (span.IsEmpty || !double.IsFinite(high - low)) return intervals.Mean(values, note);
        if (!span.ContainsAnyExcept(span[0]) && double.IsFinite(span[0]))
        {
            var other = 1 - Math.Pow((1 - intervals.Confidence) / 2, 1.0 / span.Length);
            return new(span[0], span[0] - ((span[0] - low) * other), span[0] + ((high - span[0]) * other), span.Length, note);
        }

        return span.Length >= Few || high - low > WidestRange
            ? intervals.Mean(values, note)
            : WithNote(BettingInterval.Of(span, low, high, intervals.Confidence, isAnytime: false), note);
    }
    private static Estimate WithNote(Estimate estimate, string? note) => note is null ? estimate : estimate with { Note = note };
}
