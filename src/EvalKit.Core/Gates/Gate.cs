using System.Globalization;
using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Gates;

/// <summary>
/// Judges gates. A figure passes where its one-sided confidence bound keeps the gate's bound, fails where the other side's
/// breaks it, and is inconclusive between: "not significant" is never a pass. A file passes when each gate passes
/// (intersection–union: Berger 1982), so passing needs no correction; failing is corrected by Holm over the file. A count
/// is compared directly. A figure that is missing, or from which planned samples are missing, fails.
/// </summary>
internal static class Gate
{
    /// <summary>Judges the gates.</summary>
    /// <param name="bounds">The bounds, from <see cref="GateBounds"/>.</param>
    /// <param name="intervals">Makes the intervals.</param>
    /// <returns>The decisions, in the same order.</returns>
    public static IReadOnlyList<GateResult> Judge(IReadOnlyList<Bound> bounds, Intervals intervals)
    {
        var estimates = new Estimate[bounds.Count];
        Parallel.For(0, bounds.Count, i => estimates[i] = bounds[i].Estimate(intervals));
        var failing = Failing(bounds, estimates, intervals);
        return [.. bounds.Select((bound, i) => Decide(bound, estimates[i], failing.Contains(i)))];
    }

    // Holm without p-values: a hypothesis is rejected at α / k where the interval at 1 − α / k does, and each rejection
    // leaves fewer to correct for.
    private static HashSet<int> Failing(IReadOnlyList<Bound> bounds, Estimate[] estimates, Intervals intervals)
    {
        var candidates = Enumerable.Range(0, bounds.Count).Where(i => bounds[i].IsTested && bounds[i].Breaks(estimates[i])).ToList();
        var remaining = bounds.Count(bound => bound.IsTested);
        var failing = new HashSet<int>();
        while (candidates.Count > 0)
        {
            var tests = remaining;
            var rejected = candidates.AsParallel().Where(i => bounds[i].Breaks(bounds[i].Estimate(intervals, tests))).ToList();
            if (rejected.Count == 0) break;
            failing.UnionWith(rejected);
            candidates.RemoveAll(rejected.Contains);
            remaining -= rejected.Count;
        }

        return failing;
    }

    private static GateResult Decide(Bound bound, Estimate estimate, bool failing)
    {
        if (bound.Figure.Gap is { } gap) return bound.Result(GateOutcome.Fail, estimate, $"not judged on a part: {gap}");
        if (!estimate.IsDefined) return bound.Result(GateOutcome.Fail, estimate, $"there is no figure: {estimate.Note ?? "it is not defined"}");
        if (bound.Figure.IsExact) return bound.Keeps(estimate) ? bound.Result(GateOutcome.Pass, estimate, "kept, exactly") : bound.Result(GateOutcome.Fail, estimate, "broken, exactly");
        if (estimate.Low is not { } low || estimate.High is not { } high)
        {
            return bound.Result(GateOutcome.Inconclusive, estimate, estimate.Note ?? "the figure has no interval, so its error is not known");
        }

        var (side, end) = bound.IsMinimum ? ("lower", low) : ("upper", high);
        if (bound.Keeps(estimate)) return bound.Result(GateOutcome.Pass, estimate, Sentence($"the {side} bound {end:0.0000} keeps it", bound, estimate));
        (side, end) = bound.IsMinimum ? ("upper", high) : ("lower", low);
        if (failing) return bound.Result(GateOutcome.Fail, estimate, Sentence($"the {side} bound {end:0.0000} breaks it", bound, estimate));
        return bound.Result(GateOutcome.Inconclusive, estimate, bound.Breaks(estimate)
            ? Sentence($"the {side} bound {end:0.0000} breaks it, but not after Holm's correction for all gates", bound, estimate)
            : Sentence($"the bounds {low:0.0000} and {high:0.0000} lie on both sides", bound, estimate));
    }

    private static string Sentence(FormattableString what, Bound bound, Estimate estimate) =>
        string.Create(CultureInfo.InvariantCulture, $"{FormattableString.Invariant(what)} ({100 * bound.Gate.Confidence:0.##} % one-sided, n = {estimate.N:N0})");
}
