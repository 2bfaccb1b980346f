using EvalKit.Core.Plugins;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Gates;
using EvalKit.Reporting.Json;

namespace EvalKit.Reporting;

/// <summary>A badge of the gates: JSON for the endpoint badge of shields.io.</summary>
[Plugin("badge", Source = "shields.io, Endpoint Badge, schema version 1")]
public sealed record BadgeWriter : IGateReportWriter
{
    /// <inheritdoc/>
    public string FileExtension => ".json";

    /// <inheritdoc/>
    public ValueTask WriteAsync(Report report, Stream destination, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        return JsonForm.WriteAsync(destination, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", 1);
            json.WriteString("label", report.Name);
            json.WriteString("message", GateWords.Tally(report));
            json.WriteString("color", Colour(report));
            json.WriteEndObject();
        }, cancellation);
    }

    private static string Colour(Report report) =>
        report.Gates.Any(gate => gate.Outcome == GateOutcome.Fail) || report.Failures.Count > 0 ? "red"
        : report.Gates.Any(gate => gate.Outcome == GateOutcome.Inconclusive) ? "yellow"
        : report.Gates.Count == 0 ? "lightgrey"
        : "brightgreen";
}
