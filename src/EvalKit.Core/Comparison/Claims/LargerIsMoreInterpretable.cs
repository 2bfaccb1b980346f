using EvalKit.Core.Reports;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Comparison.Claims;

/// <summary>
/// Larger is more interpretable: given accuracy and robustness to masking, the relevance gain goes with size, with one sign in
/// all substrates and in at least two attribution methods, and localisation or stability agrees. Anything else is undecided.
/// </summary>
internal static class LargerIsMoreInterpretable
{
    private const string Id = "larger-more-interpretable";
    private const string Statement = "Larger is more interpretable";

    /// <summary>The claim.</summary>
    public static Claim Judge(SizeEvidence evidence)
    {
        if (evidence.Kept.Explanations is not { } parts
            || evidence.Kept.Of(QualityAxis.Interpretability) is not [var gain, ..]
            || evidence.Kept.Clean is not { } clean)
        {
            return Unmeasured.Of(
                evidence, Id, Statement, "No relevance gain by substrate and attribution method is known.", "a run with attributions and relevance gain");
        }

        IReadOnlyList<double>[] given = [clean.Values, parts.Masking];
        var overall = evidence.Correlation(gain.Values, given);
        var signs = parts.Gains.Select(part => Math.Sign(evidence.Correlation(part.Values, given).Value is var r && double.IsNaN(r) ? 0 : r)).ToList();
        var (rising, falling) = (signs.Count(sign => sign > 0), signs.Count(sign => sign < 0));
        var methods = parts.Gains.Select(part => part.Method).Distinct(StringComparer.Ordinal).Count();
        var seconds = parts.Second.Select(quality => (Quality: quality, Correlation: evidence.Correlation(quality.Values, given))).ToList();

        var verdict = CorrelationVerdict.Of(overall, gain.Sign);
        var agrees = seconds.Any(second => CorrelationVerdict.Of(second.Correlation, second.Quality.Sign) == verdict);
        var isOneSign = methods >= 2 && Math.Max(rising, falling) == signs.Count;
        return new(
            Id,
            Statement,
            isOneSign && agrees ? verdict : ClaimVerdict.Undecided,
            $"Rank correlation of {evidence.Kept.Sizes[0].Title} with relevance gain, given {Subjects.NameOf(clean)} and robustness to masking: {Wording.Correlation(overall)}. By substrate and method it is positive in {rising} and negative in {falling} of {signs.Count}. {Second(seconds)}{CorrelationVerdict.Caution(overall)}",
            overall.Models,
            overall.Families,
            isOneSign && agrees && verdict != ClaimVerdict.Undecided ? null : Needed(verdict, isOneSign, methods, agrees, overall));
    }

    private static string Second(List<(ModelQuality Quality, RankCorrelation Correlation)> seconds) => seconds.Count == 0
        ? "No figure of localisation or stability was computed beside it."
        : string.Join(" ", seconds.Select(second =>
            $"With {Subjects.NameOf(second.Quality)}{(second.Quality.Sign < 0 ? " (lower is better)" : "")}: {Wording.Correlation(second.Correlation)}."));

    private static string Needed(ClaimVerdict verdict, bool isOneSign, int methods, bool agrees, RankCorrelation overall)
    {
        var needs = new List<string>();
        if (verdict == ClaimVerdict.Undecided) needs.Add(CorrelationVerdict.WouldDecide(overall, 2));
        if (methods < 2) needs.Add("a second attribution method");
        else if (!isOneSign) needs.Add("substrates and methods that agree in sign");
        if (!agrees || verdict == ClaimVerdict.Undecided) needs.Add("a second property, localisation or stability, that agrees");
        return string.Join("; ", needs);
    }
}
