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
        var form = law.Form switch
        {
            GrowthForm.Saturating => $"growth saturates (F-test, p {Comparative(law.Curvature)}){Place(law)}",
            GrowthForm.LogLinear => law.Doubling.Value > 0
                ? $"growth goes on along a straight line (saturation: p {Comparative(law.Curvature)})"
                : "quality falls with size",
            _ => "no growth can be told",
        };
        var last = law.LastDoubling is { } gain
            ? $"; the last doubling takes {Cut(gain.Value)} off {what} ({Cut(gain.Low)} to {Cut(gain.High)})"
            : $"; a doubling takes {Cut(law.Doubling.Value)} off {what} ({Cut(law.Doubling.Low)} to {Cut(law.Doubling.High)})";
        return $"{head}{form}{last}.";
    }

    private static string Place(GrowthLaw law)
    {
        var plateau = law.Plateau!;
        var range = (plateau.Low > 0, double.IsFinite(plateau.High)) switch
        {
            (true, true) => $" ({Wording.Size(plateau.Low)} to {Wording.Size(plateau.High)})",
            (true, false) => $" (at least {Wording.Size(plateau.Low)})",
            (false, true) => $" (at most {Wording.Size(plateau.High)})",
            _ => "",
        };
        return $", and a doubling {(plateau.Size > law.Largest ? "would take" : "takes")} less than 5 % off from {Wording.Size(plateau.Size)} on{range}";
    }

    private static string Comparative(double p) => double.IsNaN(p) ? "not tested" : p < 0.001 ? "< 0.001" : "= " + Wording.Probability(p);

    // A gain g on the scale of the law leaves e^−g of the odds of an error, or of the loss.
    private static string Cut(double gain) => Wording.Number(100 * (1 - Math.Exp(-gain)), 1) + " %";
}
