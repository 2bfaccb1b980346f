using EvalKit.Core.Comparison.Pairs;
using EvalKit.Core.Reports;

namespace EvalKit.Core.Comparison.Claims;

/// <summary>
/// Size alone does not tell: some model at most half as large is better, as tested; contradicted where in every pair a factor of
/// two apart the larger one is.
/// </summary>
internal static class SizeAloneDoesNotTell
{
    private const string Id = "size-alone-does-not-tell";
    private const int MostTold = 3;

    private static readonly (QualityAxis Axis, string Which)[] Axes =
    [
        (QualityAxis.Performance, "performs better"),
        (QualityAxis.Robustness, "is more robust"),
        (QualityAxis.Interpretability, "explains better"),
    ];

    /// <summary>The claim on each quality of each axis.</summary>
    public static IEnumerable<Claim> Judge(SizeEvidence evidence) => Axes.SelectMany(axis => Subjects.Of(evidence, axis.Axis, Id, $"Size alone does not tell which model {axis.Which}")
        .Select(subject => Judge(subject with { Id = $"{Id}@{subject.Quality.Id}" })));

    private static Claim Judge(Subject subject)
    {
        var pairs = subject.Relation.Pairs;
        if (pairs.Count == 0) return subject.With(ClaimVerdict.Undecided, "No two models with this figure are a factor of two apart in size.", "models of other sizes");
        if (pairs.Tested == 0)
        {
            return subject.With(
                ClaimVerdict.Undecided,
                $"In {Wording.Percent((double)pairs.SmallerAhead / pairs.Count)} of the {Wording.Plural(pairs.Count, "pair")} a factor of two apart the smaller model is ahead or equal, but {subject.Quality.WhyUntested ?? "there are neither outcomes by sample nor standard errors to tell that from chance"}.",
                subject.Quality.WhyUntested is null ? "outcomes by sample (a stored run), or standard errors" : "more samples");
        }

        var test = pairs.IsPaired ? "paired, Holm" : "standard errors, Holm";
        if (pairs.SmallerBetter > 0)
        {
            return subject.With(
                ClaimVerdict.Supported,
                $"In {Wording.Whole(pairs.SmallerBetter)} of the {Wording.Plural(pairs.Tested, "pair")} a factor of two apart the smaller model is better ({test}). {string.Join("; ", pairs.Winners.Take(MostTold).Select(winner => Told(winner, subject.Quality)))}{More(pairs)}.",
                null);
        }

        var open = pairs.Tested - pairs.LargerBetter;
        return subject.With(
            pairs.LargerBetter == pairs.Count ? ClaimVerdict.Contradicted : ClaimVerdict.Undecided,
            $"In none of the {Wording.Plural(pairs.Tested, "pair")} a factor of two apart is the smaller model better as tested ({test}); in {Wording.Whole(pairs.LargerBetter)} the larger is, and in {Wording.Whole(open)} these samples do not tell.",
            $"more samples, for the {Wording.Plural(open, "pair")} that cannot be told apart");
    }

    private static string Told(SmallerWinner winner, ModelQuality quality) =>
        $"{winner.Model} ({Wording.Size(winner.Size)}) beats {(winner.Beaten == 1 ? "" : $"{winner.Beaten} at least twice as large, up to ")}{winner.Larger} ({Wording.Size(winner.LargerSize)}) by {Wording.Difference(winner.Advantage, winner.Interval, quality.Info)}";

    private static string More(SizePairs pairs) => pairs.Winners.Count > MostTold ? $"; so do {Wording.Whole(pairs.Winners.Count - MostTold)} more" : "";
}
