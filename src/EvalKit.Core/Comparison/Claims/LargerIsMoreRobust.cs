using EvalKit.Core.Reports;

namespace EvalKit.Core.Comparison.Claims;

/// <summary>
/// Larger is more robust: as <see cref="LargerPerformsBetter"/> on figures of robustness; and apart from it, beyond what
/// clean accuracy explains: the partial correlation.
/// </summary>
internal static class LargerIsMoreRobust
{
    private const string Id = "larger-more-robust";
    private const string Statement = "Larger is more robust";
    private const string BeyondId = "larger-more-robust-beyond-accuracy";
    private const string BeyondStatement = "Larger is more robust than its clean accuracy explains";

    /// <summary>Both claims on each figure of robustness.</summary>
    public static IEnumerable<Claim> Judge(SizeEvidence evidence)
    {
        const string Why = "No figure of robustness is known.";
        const string Needed = "a run with perturbations, or a column of accuracies on shifted data";
        var subjects = Subjects.Of(evidence, QualityAxis.Robustness, Id, Statement);
        if (subjects.Count == 0) return [Unmeasured.Of(evidence, Id, Statement, Why, Needed), Unmeasured.Of(evidence, BeyondId, BeyondStatement, Why, Needed)];
        var clean = evidence.Kept.Clean;
        return
        [
            .. subjects.Select(subject => subject.ByCorrelation(subject.Relation.Correlation, 0, "")),
            .. Subjects.Of(evidence, QualityAxis.Robustness, BeyondId, BeyondStatement).Select(subject => subject.Relation.GivenAccuracy is { } partial
                ? subject.ByCorrelation(partial, 1, $" given {Subjects.NameOf(clean!)}")
                : subject.With(ClaimVerdict.Undecided, "No clean accuracy is known.", "clean accuracies")),
        ];
    }
}
