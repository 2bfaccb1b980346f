using EvalKit.Core.Reports;

namespace EvalKit.Reporting.Figures;

/// <summary>Claims as rows of a table.</summary>
internal static class ClaimRows
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<string> Headings { get; } = ["claim", "verdict", "evidence", "would decide"];

    /// <summary>A claim's row.</summary>
    public static string[] Of(Claim claim) => [claim.Statement, Verdict(claim.Verdict), claim.Evidence, claim.WouldDecide ?? ""];

    /// <summary>A verdict in words.</summary>
    public static string Verdict(ClaimVerdict verdict) => verdict switch
    {
        ClaimVerdict.Supported => "supported",
        ClaimVerdict.Contradicted => "contradicted",
        _ => "undecided",
    };
}
