using System.Globalization;
using EvalKit.Core.Reports;

namespace EvalKit.Reporting.Figures;

/// <summary>The provenance as names and values for a reader.</summary>
internal static class ProvenanceFacts
{
    /// <summary>Lists them; what is empty is left out.</summary>
    public static IEnumerable<(string Name, string Value)> Of(Report report)
    {
        var provenance = report.Provenance;
        return new (string Name, string Value)[]
        {
            ("Command", report.Measured?.Command ?? ""),
            ("EvalKit", provenance.EvalKitVersion),
            ("ONNX Runtime", $"{provenance.RuntimeVersion}, {provenance.Provider}"),
            ("Processor", provenance.Processor),
            ("Seed", provenance.Seed.ToString(CultureInfo.InvariantCulture)),
            ("Data", provenance.Data),
            ("Data SHA-256", provenance.DataSha256),
            ("Clean samples", Humanised.Whole(provenance.CleanSamples)),
            ("Perturbations", string.Join(", ", provenance.Perturbations)),
            ("Samples per perturbed condition", provenance.Perturbations.Count > 0 ? Humanised.Whole(provenance.PerturbedSamples) : ""),
            ("Severity constants", provenance.Constants),
            ("Attributions", string.Join(", ", provenance.Attributions)),
            ("Samples per attribution", provenance.Attributions.Count > 0 ? Humanised.Whole(provenance.ExplainedSamples) : ""),
            ("Plan SHA-256", provenance.PlanSha256),
        }.Where(fact => fact.Value.Length > 0);
    }
}
