using EvalKit.Core.Reports;

namespace EvalKit.Core.Comparison.Claims;

/// <summary>Judges the claims on size and quality, in their fixed order.</summary>
internal static class SixClaims
{
    /// <summary>The claims with their verdicts; none where there are fewer than two models or no size is known.</summary>
    public static IEnumerable<Claim> Judge(SizeEvidence evidence) => evidence.All.Models.Count < 2 || evidence.All.Sizes.Count == 0
        ? []
        :
        [
            .. LargerPerformsBetter.Judge(evidence),
            .. GainReachedPlateau.Judge(evidence),
            .. SizeAloneDoesNotTell.Judge(evidence),
            .. LargerIsMoreRobust.Judge(evidence),
            LargerIsMoreInterpretable.Judge(evidence),
            CompressedKeepsQuality.Judge(evidence),
        ];
}
