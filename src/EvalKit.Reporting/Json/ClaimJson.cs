using System.Text.Json;
using EvalKit.Core.Reports;

namespace EvalKit.Reporting.Json;

/// <summary>The form that claims have in every JSON document.</summary>
internal static class ClaimJson
{
    /// <summary>Writes <c>claims[]</c>.</summary>
    public static void WriteClaims(this Utf8JsonWriter json, IEnumerable<Claim> claims) =>
        json.WriteObjects("claims", claims, claim =>
        {
            json.WriteString("id", claim.Id);
            json.WriteString("statement", claim.Statement);
            json.WriteName("verdict", claim.Verdict);
            json.WriteString("evidence", claim.Evidence);
            json.WriteNumber("models", claim.Models);
            json.WriteNumber("families", claim.Families);
            json.WriteString("wouldDecide", claim.WouldDecide);
        });
}
