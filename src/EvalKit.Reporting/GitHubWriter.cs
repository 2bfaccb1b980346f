using System.Globalization;
using System.Text;
using EvalKit.Core.Plugins;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Gates;

namespace EvalKit.Reporting;

/// <summary>
/// The gates as workflow commands of GitHub Actions, which become annotations where the gate is written: an error where it fails,
/// a warning where it is inconclusive; and a notice of how many pass. Print it to standard output of a step.
/// </summary>
[Plugin("github", Source = "GitHub Docs, Workflow commands for GitHub Actions")]
public sealed record GitHubWriter : IGateReportWriter
{
    /// <inheritdoc/>
    public string FileExtension => ".txt";

    /// <inheritdoc/>
    public async ValueTask WriteAsync(Report report, Stream destination, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(destination);
        var text = new StringBuilder();
        foreach (var gate in GateWords.ByGravity(report).Where(gate => gate.Outcome != GateOutcome.Pass))
        {
            var place = gate.Place.Line == 0 ? "" : string.Create(
                CultureInfo.InvariantCulture, $"file={Property(gate.Place.Source)},line={gate.Place.Line},col={gate.Place.Column},");
            text.Append(CultureInfo.InvariantCulture, $"::{(gate.Outcome == GateOutcome.Fail ? "error" : "warning")} {place}title={Property($"Gate {GateWords.Of(gate.Outcome)}: {gate.Model}")}::{Message($"{gate.Id}: {gate.Reason}")}\n");
        }

        foreach (var failure in report.Failures)
            text.Append(CultureInfo.InvariantCulture, $"::error title={Property($"{failure.Model}, {failure.Unit}")}::{Message(failure.Message)}\n");
        text.Append(CultureInfo.InvariantCulture, $"::notice title={Property($"EvalKit: {report.Name}")}::{Message(GateWords.Tally(report))}\n");
        await destination.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellation).ConfigureAwait(false);
    }

    // A command ends with its line, and a property with a comma or colon.
    private static string Message(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Message(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
