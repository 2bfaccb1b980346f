using System.Globalization;
using EvalKit.Core.Execution;
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
    /// <returns>The decisions, in the same order; the comparisons of one gate of one model are one decision.</returns>
    public static IReadOnlyList<GateResult> Judge(IReadOnlyList<Bound> bounds, Intervals intervals)
    {
        var estimates = new Estimate[bounds.Count];
        Parallel.For(0, bounds.Count, Processors.All, i => estimates[i] = bounds[i].Estimate(intervals));
        var tests = Corrections(bounds, estimates, intervals);
        return [.. bounds
            .Select((bound, i) => (Decision: bound.IsOneOfSeveral ? -1 : i, Result: Decide(bound, estimates[i], tests[i], intervals)))
            .GroupBy(judged => (judged.Decision, judged.Result.Id, judged.Result.Model), judged => judged.Result)
            .Select(Joined)];
    }

    // Holm without p-values: a hypothesis is rejected at α / k where the interval at 1 − α / k does, and each rejection
    // leaves fewer to correct for. Gives each bound the k that its failing is decided at; 0 where it fails.
    private static int[] Corrections(IReadOnlyList<Bound> bounds, Estimate[] estimates, Intervals intervals)
    {
        var candidates = Enumerable.Range(0, bounds.Count).Where(i => bounds[i].IsTested && bounds[i].Breaks(estimates[i])).ToList();
        var remaining = bounds.Count(bound => bound.IsTested);
        var tests = new int[bounds.Count];
        while (candidates.Count > 0)
        {
            var count = remaining;
            var rejected = candidates.AsParallel().Where(i => bounds[i].Breaks(bounds[i].Estimate(intervals, count))).ToList();
            if (rejected.Count == 0) break;
            foreach (var i in rejected) tests[i] = -1;
            candidates.RemoveAll(rejected.Contains);
            remaining -= rejected.Count;
        }

        return [.. tests.Select(test => test < 0 ? 0 : Math.Max(1, remaining))];
    }

    private static GateResult Decide(Bound bound, Estimate estimate, int tests, Intervals intervals)
    {
        if (bound.Settled is { } settled) return Result(bound, null, settled.Outcome, settled.Reason);
        if (bound.Figure.Gap is { } gap) return Result(bound, estimate, GateOutcome.Fail, $"not judged: {gap}");
        if (!estimate.IsDefined) return Result(bound, estimate, GateOutcome.Fail, $"there is no figure: {estimate.Note ?? "it is not defined"}");
        if (bound.Figure.IsExact)
        {
            var measured = Measurements.Infos.ContainsKey(bound.Gate.Metric) ? "as measured on this machine" : "exactly";
            return bound.Keeps(estimate) ? Result(bound, estimate, GateOutcome.Pass, $"kept, {measured}") : Result(bound, estimate, GateOutcome.Fail, $"broken, {measured}");
        }

        if (estimate.Low is not { } low || estimate.High is not { } high)
            return Result(bound, estimate, GateOutcome.Inconclusive, estimate.Note ?? "the figure has no interval, so its error is not known");

        var (side, end) = bound.IsMinimum ? ("lower", low) : ("upper", high);
        if (bound.Keeps(estimate)) return Result(bound, estimate, GateOutcome.Pass, Sentence($"the {side} bound {end:0.0000} keeps it", bound, estimate));
        (side, end) = bound.IsMinimum ? ("upper", high) : ("lower", low);
        if (tests == 0) return Result(bound, estimate, GateOutcome.Fail, Sentence($"the {side} bound {end:0.0000} breaks it", bound, estimate));
        var corrected = tests > 1 && bound.Breaks(estimate) ? bound.Estimate(intervals, tests) : estimate;
        var further = FurtherSamples.Of(corrected, bound.Limit);
        var reason = bound.Breaks(estimate)
            ? Sentence($"the {side} bound {end:0.0000} breaks it, but not after Holm's correction for all gates", bound, estimate)
            : Sentence($"the bounds {low:0.0000} and {high:0.0000} lie on both sides", bound, estimate);
        return Result(bound, estimate, GateOutcome.Inconclusive, $"{reason}; {Hint(further, estimate, bound)}") with { MoreSamples = further };
    }

    private static string Hint(long? further, Estimate estimate, Bound bound) => further is { } more
        ? string.Create(CultureInfo.InvariantCulture, $"about {more:N0} more samples would {(estimate.Value > bound.Limit == bound.IsMinimum ? "pass" : "fail")} it")
        : "no practicable number of samples would decide it";

    private static GateResult Result(Bound bound, Estimate? estimate, GateOutcome outcome, string reason) =>
        new(bound.Id, bound.Model, bound.Gate.Metric, outcome, estimate?.Value ?? (bound.Settled is (GateOutcome.Pass, _) && bound.Against is not null ? 0 : double.NaN), bound.Limit, reason)
        {
            Place = bound.Gate.Place,
            Confidence = bound.Gate.Confidence,
            Evidence = estimate,
            Comparison = bound.Against is { } against ? new(against.Other.Name, Mean(against.Own), Mean(against.Other.Figure)) : null,
        };

    // Of several comparisons the worst counts.
    private static GateResult Joined(IEnumerable<GateResult> comparisons)
    {
        var results = comparisons.ToList();
        if (results is [var only]) return only;
        GateOutcome[] gravity = [GateOutcome.Fail, GateOutcome.Inconclusive, GateOutcome.Pass];
        var outcome = gravity.First(one => results.Exists(result => result.Outcome == one));
        var deciding = results.Where(result => result.Outcome == outcome).OrderBy(result => result.Value).ToList();
        return deciding[0] with
        {
            Reason = $"beside {deciding[0].Comparison!.Against}{(deciding.Count == 1 ? "" : $", the closest of {deciding.Count}")}: {deciding[0].Reason}",
            MoreSamples = deciding.Exists(result => result.MoreSamples is null) ? null : deciding.Max(result => result.MoreSamples),
        };
    }

    private static double Mean(Reports.Figures.Figure figure) =>
        figure.Gap is not null ? double.NaN : figure.PerSample is { } values ? values().Mean() : figure.Compute(null!).Value;

    private static string Sentence(FormattableString what, Bound bound, Estimate estimate) => string.Create(
        CultureInfo.InvariantCulture,
        $"{FormattableString.Invariant(what)} ({100 * bound.Gate.Confidence:0.##} % one-sided, n = {estimate.N:N0}{(estimate.Note is null ? "" : $"; {estimate.Note}")})");
}
