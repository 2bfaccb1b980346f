using System.Globalization;
using System.Text;
using EvalKit.Core.Plugins;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Figures;

namespace EvalKit.Reporting;

/// <summary>The figures as a table with one row a model and metric, for spreadsheets and data frames.</summary>
/// <remarks>
/// Columns: model, family, path, sha256, metric, value, low, high, n, unit, note. Numbers are the shortest that read back as
/// the same double, in the metric's own unit; a missing number is empty. Lines end in "\n". Measured figures follow a
/// model's others.
/// </remarks>
[Plugin("csv", Source = "RFC 4180")]
public sealed record CsvWriter : IReportWriter
{
    /// <inheritdoc/>
    public string FileExtension => ".csv";

    /// <inheritdoc/>
    public async ValueTask WriteAsync(Report report, Stream destination, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(destination);
        var text = new StringBuilder();
        Row(text, "model", "family", "path", "sha256", "metric", "value", "low", "high", "n", "unit", "note");
        foreach (var model in report.Models)
        {
            var measured = report.Measured?.Models.GetValueOrDefault(model.Name)?.AsEnumerable() ?? [];
            foreach (var (id, figure) in model.Metrics.Concat(measured))
            {
                Row(
                    text, model.Name, model.Family, model.Path, model.Sha256, id,
                    Number(figure.Value), Number(figure.Low), Number(figure.High),
                    figure.N.ToString(CultureInfo.InvariantCulture), report.InfoOf(id)?.Unit, figure.Note);
            }
        }

        await destination.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellation).ConfigureAwait(false);
    }

    private static void Row(StringBuilder text, params ReadOnlySpan<string?> fields)
    {
        for (var field = 0; field < fields.Length; field++)
            text.Append(field == 0 ? "" : ",").Append(Quoted(fields[field] ?? ""));
        text.Append('\n');
    }

    private static string Quoted(string field) =>
        field.AsSpan().ContainsAny("\",\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    private static string Number(double? value) =>
        value is { } number && double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "";
}
