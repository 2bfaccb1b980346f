using System.Globalization;
using System.Text;
using System.Text.Json;
using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Figures;

namespace EvalKit.Reporting;

/// <summary>
/// The metadata block of a Hugging Face model card, to stand at the head of a model's README.md: <c>model-index</c> with the
/// figures that stand for the run, each with its interval and number of samples.
/// </summary>
/// <remarks>
/// The figures are those of all samples together: those under one condition, per class or measured on one machine are left out.
/// </remarks>
/// <param name="Task">The Hub's name of the task.</param>
[Plugin("model-card", Source = "Hugging Face Hub documentation, Model Cards, model-index (Papers with Code)")]
public sealed record ModelCardWriter(string Task = "image-classification") : IReportWriter
{
    /// <inheritdoc/>
    public string FileExtension => ".md";

    /// <inheritdoc/>
    public async ValueTask WriteAsync(Report report, Stream destination, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(destination);
        var text = new StringBuilder("---\nmodel-index:\n");
        foreach (var model in report.Models) Model(text, report, model);
        text.Append("---\n");
        await destination.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellation).ConfigureAwait(false);
    }

    private void Model(StringBuilder text, Report report, ModelReport model)
    {
        text.Append(CultureInfo.InvariantCulture, $"- name: {Quoted(model.Name)}\n  results:\n");
        text.Append(CultureInfo.InvariantCulture, $"  - task:\n      type: {Quoted(Task)}\n");
        text.Append(CultureInfo.InvariantCulture, $"    dataset:\n      name: {Quoted(report.Name)}\n      type: {Quoted(report.Provenance.Data)}\n      revision: {Quoted(report.Provenance.DataSha256)}\n");
        text.Append(CultureInfo.InvariantCulture, $"    metrics:\n");
        foreach (var (id, figure) in model.Metrics.Where(figure => figure.Value.IsDefined && MetricId.Parse(figure.Key).Condition is null)) Metric(text, report, id, figure);
        text.Append(CultureInfo.InvariantCulture, $"    source:\n      name: {Quoted($"EvalKit {report.Provenance.EvalKitVersion}")}\n");
    }

    private static void Metric(StringBuilder text, Report report, string id, Estimate figure)
    {
        text.Append(CultureInfo.InvariantCulture, $"    - type: {Quoted(MetricId.Parse(id).Metric)}\n      name: {Quoted(report.InfoOf(id)?.Title ?? id)}\n      value: {figure.Value:0.######}\n");
        text.Append(CultureInfo.InvariantCulture, $"      args:\n        id: {Quoted(id)}\n        n: {figure.N}\n");
        if (figure is { Low: { } low, High: { } high } && low < high)
            text.Append(CultureInfo.InvariantCulture, $"        interval95: [{low:0.######}, {high:0.######}]\n");
    }

    // JSON's strings are YAML's double-quoted ones.
    private static string Quoted(string text) => JsonSerializer.Serialize(text);
}
