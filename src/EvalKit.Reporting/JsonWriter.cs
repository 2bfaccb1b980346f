using System.Text.Json;
using EvalKit.Core.Plugins;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Figures;
using EvalKit.Reporting.Json;

namespace EvalKit.Reporting;

/// <summary>The report as one documented, versioned JSON document (docs/report-json.md).</summary>
/// <remarks>
/// Numbers are invariant and the shortest that read back as the same double; what is not finite is null, with a note.
/// Measured figures are left out unless asked for, so that the same store gives the same bytes.
/// </remarks>
/// <param name="Measured">
/// Whether the measured figures are merged in, so that report.json and measured.json become one document.
/// </param>
[Plugin("json", Source = "RFC 8259; docs/report-json.md")]
public sealed record JsonWriter(bool Measured = false) : IReportWriter
{
    /// <inheritdoc/>
    public string FileExtension => ".json";

    /// <inheritdoc/>
    public ValueTask WriteAsync(Report report, Stream destination, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        return JsonForm.WriteAsync(destination, json => Document(json, report, Measured ? report.Measured : null), cancellation);
    }

    private static void Document(Utf8JsonWriter json, Report report, Measurements? measured)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", Report.Schema);
        json.WriteString("name", report.Name);
        json.WriteString("answer", report.Answer);
        json.WriteObjects("models", report.Models, model => Model(json, report, model, measured));
        Scorecard(json, report);
        Verdicts(json, report, measured is not null);
        Metrics(json, report, measured);
        Provenance(json, report.Provenance);
        if (measured is not null)
        {
            json.WriteStartObject("measured");
            MeasuredJson.Circumstances(json, measured);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Model(Utf8JsonWriter json, Report report, ModelReport model, Measurements? measured)
    {
        json.WriteString("name", model.Name);
        json.WriteString("path", model.Path);
        json.WriteString("sha256", model.Sha256);
        json.WriteString("family", model.Family);
        json.WriteFigures(
            model.Metrics.Concat(measured?.Models.GetValueOrDefault(model.Name)?.AsEnumerable() ?? []),
            report.InfoOf);
    }

    private static void Scorecard(Utf8JsonWriter json, Report report) =>
        json.WriteObjects("scorecard", report.Scorecard.Axes, axis =>
        {
            json.WriteString("axis", axis.Axis);
            json.WriteString("metric", axis.MetricId);
            json.WriteString("note", axis.Note);
            json.WriteObjects("standings", report.Models.Zip(axis.Standings), pair =>
            {
                json.WriteString("model", pair.First.Name);
                json.WriteName("standing", pair.Second);
            });
        });

    private static void Verdicts(Utf8JsonWriter json, Report report, bool measured)
    {
        json.WriteObjects("gates", report.Gates.Where(gate => measured || !Measurements.Infos.ContainsKey(gate.Metric)), gate =>
        {
            json.WriteString("id", gate.Id);
            json.WriteString("model", gate.Model);
            json.WriteString("metric", gate.Metric);
            json.WriteName("outcome", gate.Outcome);
            json.WriteFinite("value", gate.Value);
            json.WriteFinite("bound", gate.Bound);
            json.WriteString("reason", gate.Reason);
        });
        json.WriteClaims(report.Claims);
        json.WriteObjects("findings", report.Findings, finding =>
        {
            json.WriteName("level", finding.Level);
            json.WriteString("model", finding.Model);
            json.WriteString("message", finding.Message);
        });
        json.WriteObjects("failures", report.Failures, failure =>
        {
            json.WriteString("model", failure.Model);
            json.WriteString("unit", failure.Unit);
            json.WriteString("message", failure.Message);
            json.WriteBoolean("retryable", failure.Retryable);
        });
    }

    private static void Metrics(Utf8JsonWriter json, Report report, Measurements? measured) =>
        json.WriteObjects("metrics", report.Metrics.Concat(measured is null ? [] : Measurements.Infos).OrderBy(pair => pair.Key, StringComparer.Ordinal), pair =>
        {
            json.WriteString("id", pair.Key);
            json.WriteString("title", pair.Value.Title);
            json.WriteString("unit", pair.Value.Unit);
            json.WriteFinite("minimum", pair.Value.Minimum);
            json.WriteFinite("maximum", pair.Value.Maximum);
            json.WriteName("direction", pair.Value.Direction);
            json.WriteString("source", pair.Value.Source);
        });

    private static void Provenance(Utf8JsonWriter json, Provenance provenance)
    {
        json.WriteStartObject("provenance");
        json.WriteString("evalkit", provenance.EvalKitVersion);
        json.WriteString("runtime", provenance.RuntimeVersion);
        json.WriteString("provider", provenance.Provider);
        json.WriteString("processor", provenance.Processor);
        json.WriteNumber("seed", provenance.Seed);
        json.WriteString("data", provenance.Data);
        json.WriteString("dataSha256", provenance.DataSha256);
        json.WriteNumber("cleanSamples", provenance.CleanSamples);
        json.WriteNumber("perturbedSamples", provenance.PerturbedSamples);
        json.WriteNumber("explainedSamples", provenance.ExplainedSamples);
        json.WriteString("constants", provenance.Constants);
        json.WriteStrings("perturbations", provenance.Perturbations);
        json.WriteStrings("attributions", provenance.Attributions);
        json.WriteString("planSha256", provenance.PlanSha256);
        json.WriteEndObject();
    }
}
