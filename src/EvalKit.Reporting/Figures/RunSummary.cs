using EvalKit.Core.Reports;

namespace EvalKit.Reporting.Figures;

/// <summary>What a run did, in a few words.</summary>
public static class RunSummary
{
    /// <summary>
    /// The parts: models, clean samples, <c>8 kinds × 5 severities × 1,000</c>, <c>2 attributions × 32</c>, and the wall time
    /// where it was measured.
    /// </summary>
    public static IReadOnlyList<string> Of(Report report)
    {
        var provenance = report.Provenance;
        var parts = new List<string>
        {
            Humanised.Plural(report.Models.Count, "model"),
            $"{Humanised.Whole(provenance.CleanSamples)} clean",
        };
        if (RobustnessGrid.Of(report) is { } grid)
        {
            var severities = grid.Severities.Count == 1 ? "1 severity" : $"{grid.Severities.Count} severities";
            parts.Add($"{Humanised.Plural(grid.Kinds.Count, "kind")} × {severities} × {Humanised.Whole(provenance.PerturbedSamples)}");
        }

        if (provenance.Attributions.Count > 0)
            parts.Add($"{Humanised.Plural(provenance.Attributions.Count, "attribution")} × {Humanised.Whole(provenance.ExplainedSamples)}");
        if (report.Measured is { Stages.Count: > 0 } measured)
            parts.Add(Humanised.Duration(measured.Wall));
        return parts;
    }
}
