using System.Text.Json;
using EvalKit.Core.Plugins;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Gates;
using EvalKit.Reporting.Json;

namespace EvalKit.Reporting;

/// <summary>
/// The gates as SARIF 2.1.0: a rule a gate, a result a model, placed where the gate is written, so that code hosts show them beside
/// the configuration. A failed gate is an error, an inconclusive one a warning; findings and failed units
/// are notifications of the run.
/// </summary>
[Plugin("sarif", Source = "OASIS Static Analysis Results Interchange Format 2.1.0")]
public sealed record SarifWriter : IGateReportWriter
{
    /// <inheritdoc/>
    public string FileExtension => ".sarif";

    /// <inheritdoc/>
    public ValueTask WriteAsync(Report report, Stream destination, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        return JsonForm.WriteAsync(destination, json => Document(json, report), cancellation);
    }

    private static void Document(Utf8JsonWriter json, Report report)
    {
        string[] rules = [.. report.Gates.Select(gate => gate.Id).Distinct()];
        json.WriteStartObject();
        json.WriteString("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteObjects("runs", [report], _ =>
        {
            Tool(json, report, rules);
            json.WriteObjects("invocations", [report], _ => Invocation(json, report));
            json.WriteObjects("results", report.Gates, gate => Result(json, gate, Array.IndexOf(rules, gate.Id)));
        });
        json.WriteEndObject();
    }

    private static void Tool(Utf8JsonWriter json, Report report, string[] rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "EvalKit");
        json.WriteString("semanticVersion", report.Provenance.EvalKitVersion);
        json.WriteObjects("rules", rules, rule =>
        {
            json.WriteString("id", rule);
            Message(json, "shortDescription", $"The gate {rule}.");
        });
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Invocation(Utf8JsonWriter json, Report report)
    {
        json.WriteBoolean("executionSuccessful", report.Failures.Count == 0);
        var notes = report.Failures.Select(failure => (Level: "error", Text: $"{failure.Model}, {failure.Unit}: {failure.Message}"))
            .Concat(report.Findings.Select(finding => (Level: Level(finding.Level), Text: finding.Model is null ? finding.Message : $"{finding.Model}: {finding.Message}")));
        json.WriteObjects("toolExecutionNotifications", notes, note =>
        {
            json.WriteString("level", note.Level);
            Message(json, "message", note.Text);
        });
    }

    private static void Result(Utf8JsonWriter json, GateResult gate, int rule)
    {
        json.WriteString("ruleId", gate.Id);
        json.WriteNumber("ruleIndex", rule);
        // Only a result of the kind "fail" may have a level.
        var (kind, level) = gate.Outcome switch
        {
            GateOutcome.Pass => ("pass", "none"),
            GateOutcome.Fail => ("fail", "error"),
            _ => ("fail", "warning"),
        };
        json.WriteString("kind", kind);
        json.WriteString("level", level);
        Message(json, "message", GateWords.Sentence(gate));
        if (gate.Place.Line > 0) json.WriteObjects("locations", [gate], _ => Location(json, gate));
        json.WriteStartObject("partialFingerprints");
        json.WriteString("gate/v1", $"{gate.Id} of {gate.Model}");
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("model", gate.Model);
        json.WriteString("metric", gate.Metric);
        json.WriteString("outcome", GateWords.Of(gate.Outcome));
        json.WriteFinite("value", gate.Value);
        json.WriteFinite("bound", gate.Bound);
        json.WriteEndObject();
    }

    private static void Location(Utf8JsonWriter json, GateResult gate)
    {
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", Uri.EscapeDataString(gate.Place.Source.Replace('\\', '/')).Replace("%2F", "/", StringComparison.Ordinal));
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", gate.Place.Line);
        json.WriteNumber("startColumn", gate.Place.Column);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Level(FindingLevel level) => level switch
    {
        FindingLevel.Error => "error",
        FindingLevel.Warning => "warning",
        _ => "note",
    };

    private static void Message(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
