using EvalKit.Core.Reports;

namespace EvalKit.Core.Comparison.Claims;

/// <summary>Claims for which there is nothing to judge by.</summary>
internal static class Unmeasured
{
    /// <summary>The claim, undecided for what is missing.</summary>
    public static Claim Of(SizeEvidence evidence, string id, string statement, string why, string wouldDecide) =>
        new(id, statement, ClaimVerdict.Undecided, why, evidence.Kept.Models.Count, evidence.Families, wouldDecide);
}
