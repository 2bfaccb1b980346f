using EvalKit.Core.Comparison.Growth;
using EvalKit.Core.Reports;

namespace EvalKit.Core.Comparison.Claims;

/// <summary>
/// The gain has reached a plateau: in every family of at least eight sizes the saturating law is told from the straight line
/// and its plateau lies, with its interval, within the sizes seen; contradicted where in every one the last doubling still
/// gains more than the stated amount.
/// </summary>
internal static class GainReachedPlateau
{
    private const string Id = "gain-reached-plateau";
    private const string Statement = "The gain has reached a plateau";
    private const int MostTold = 2;

    /// <summary>The claim on each figure of performance that a law is known for.</summary>
    public static IEnumerable<Claim> Judge(SizeEvidence evidence) =>
        Subjects.Of(evidence, QualityAxis.Performance, Id, Statement).Where(subject => subject.Quality.Scale != GrowthScale.None).Select(Judge);

    private static Claim Judge(Subject subject)
    {
        var laws = subject.Relation.Laws.Where(one => one.Law.Sizes >= GrowthLaw.LeastSizes).ToList();
        if (laws.Count == 0)
        {
            var most = subject.Relation.Laws is [var first, ..] ? first : null;
            return subject.With(
                ClaimVerdict.Undecided,
                most is null ? "No family has models of three sizes." : $"The family of most sizes, {most.Family}, has {most.Law.Sizes}; a plateau is looked for from {GrowthLaw.LeastSizes} on.",
                $"a family of at least {GrowthLaw.LeastSizes} sizes");
        }

        var reached = laws.Where(one => one.Law.HasPlateau).ToList();
        var growing = laws.Where(one => one.Law.StillGrows).ToList();
        var verdict = reached.Count == laws.Count ? ClaimVerdict.Supported
            : growing.Count == laws.Count ? ClaimVerdict.Contradicted
            : ClaimVerdict.Undecided;
        var count = laws.Count == 1 ? "" : $"Of {laws.Count} families with at least {GrowthLaw.LeastSizes} sizes {reached.Count} {(reached.Count == 1 ? "reaches" : "reach")} a plateau within them and in {growing.Count} the last doubling still gains. ";
        return subject.With(
            verdict,
            count + string.Join(" ", laws.Take(MostTold).Select(one => Told(one, subject.Quality.Scale))),
            laws.Count == 1 ? "larger models of the family, or more sizes between" : "families that agree") with
        {
            Models = laws.Sum(one => one.Law.Points),
            Families = laws.Count,
        };
    }

    private static string Told(FamilyLaw one, GrowthScale scale)
    {
        var law = one.Law;
        var what = scale == GrowthScale.Loss ? "the loss" : "the odds of an error";
        var head = $"{one.Family}, {law.Sizes} sizes from {Wording.Size(law.Smallest)} to {Wording.Size(law.Largest)}: ";
        return head + law.Form switch
        {
            GrowthForm.Saturating => $"growth saturates (F-test, p {Comparative(law.Curvature)}): from {Place(law)} on a doubling {(law.Plateau!.Size > law.Largest ? "would take" : "takes")} less than 5 % off {what}; the last one takes {Cut(law.LastDoubling!)}.",
            GrowthForm.LogLinear when law.LastDoubling is { } last => $"growth goes on along a straight line (F-test of saturation, p {Comparative(law.Curvature)}); the last doubling takes {Cut(last)} off {what}.",
            GrowthForm.LogLinear => $"quality falls with size; a doubling takes {Cut(law.Doubling)} off {what}.",
            _ => $"no growth can be told; a doubling takes {Cut(law.Doubling)} off {what}.",
        };
    }

    private static string Place(GrowthLaw law)
    {
        var plateau = law.Plateau!;
        return Wording.Size(plateau.Size) + (plateau.Low > 0, double.IsFinite(plateau.High)) switch
        {
            (true, true) => $" ({Wording.Size(plateau.Low)} to {Wording.Size(plateau.High)})",
            (true, false) => $" (at least {Wording.Size(plateau.Low)})",
            (false, true) => $" (at most {Wording.Size(plateau.High)})",
            _ => "",
        };
    }

    private static string Comparative(double p) => double.IsNaN(p) ? "not tested" : p < 0.001 ? "< 0.001" : "= " + Wording.Probability(p);

    // A gain g on the scale of the law leaves e^−g of the odds of an error, or of the loss.
    private static string Cut(Gain gain) => $"{Percent(gain.Value)} ({Percent(gain.Low)} to {Percent(gain.High)})";

    private static string Percent(double gain) => Wording.Number(100 * (1 - Math.Exp(-gain)), 1) + " %";
}
