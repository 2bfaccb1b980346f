using EvalKit.Core.Reports;

namespace EvalKit.Core.Comparison.Claims;

/// <summary>Larger performs better: the interval of the rank correlation of size and quality lies above 0.</summary>
internal static class LargerPerformsBetter
{
    private const string Id = "larger-performs-better";
    private const string Statement = "Larger performs better";

    /// <summary>The claim on each figure of performance.</summary>
    public static IEnumerable<Claim> Judge(SizeEvidence evidence)
    {
        var subjects = Subjects.Of(evidence, QualityAxis.Performance, Id, Statement);
        if (subjects.Count == 0) yield return Unmeasured.Of(evidence, Id, Statement, "No figure of performance is known.", "a measured accuracy");
        foreach (var subject in subjects) yield return subject.ByCorrelation(subject.Relation.Correlation, 0, "");
    }
}
