using System.Text;
using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Figures;
using EvalKit.Reporting.Gates;
using EvalKit.Reporting.Markdown;

namespace EvalKit.Reporting;

/// <summary>
/// A comment for a pull request or a step summary, in GitHub-flavoured Markdown: the gates, the gravest first, then how figures
/// changed against the reference run. Its first line is a hidden mark by which a later run finds the comment and replaces it.
/// </summary>
[Plugin("comment", Source = "GitHub Flavored Markdown Spec 0.29")]
public sealed record CommentWriter : IGateReportWriter
{
    private static readonly string[] Axes = ["performance", "robustness", "interpretability", "cost"];

    /// <inheritdoc/>
    public string FileExtension => ".md";

    /// <inheritdoc/>
    public async ValueTask WriteAsync(Report report, Stream destination, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(destination);
        var page = new MarkdownPage();
        page.Heading(3, $"EvalKit, {report.Name}: {GateWords.Tally(report)}");
        if (report.Gates.Count > 0)
        {
            page.Table(["", "gate", "model", "value", "bound", "why"], GateWords.ByGravity(report).Select(gate => new[]
            {
                Mark(gate.Outcome), gate.Id, gate.Model, GateWords.Number(gate.Value), GateWords.Number(gate.Bound), gate.Reason,
            }));
        }

        page.Section(
            "Against the reference run",
            ["metric", "model", "reference", "then", "now", "change", "95 % interval", ""],
            report.Changes.GroupBy(change => change.Metric).OrderBy(metric => Array.IndexOf(Axes, MetricId.Parse(metric.Key).Axis)).SelectMany(metric => Rows(report, metric)));
        page.Section("Failures", ["model", "unit", "why"], report.Failures.Select(failure => new[] { failure.Model, failure.Unit, failure.Message }));
        var mark = $"<!-- evalkit {report.Name.Replace("--", "-", StringComparison.Ordinal)} -->\n\n";
        await destination.WriteAsync(Encoding.UTF8.GetBytes(mark + page), cancellation).ConfigureAwait(false);
    }

    private static IEnumerable<string[]> Rows(Report report, IGrouping<string, Change> metric)
    {
        var info = report.InfoOf(metric.Key);
        var format = FigureFormat.Of(metric.Key, info, metric.Select(change => change.Difference));
        return metric.Select(change => new[]
        {
            $"{metric.Key}{(format.Unit.Length > 0 ? ", " + format.Unit : "")}",
            change.Model,
            change.Against,
            format.Number(change.Other),
            format.Number(change.Own),
            Signed(format, change.Difference.Value),
            Interval(format, change.Difference),
            Verdict(info, change.Difference),
        });
    }

    private static string Mark(GateOutcome outcome) => outcome switch
    {
        GateOutcome.Pass => "✅ pass",
        GateOutcome.Fail => "❌ fail",
        _ => "❔ open",
    };

    private static string Signed(FigureFormat format, double value) => !double.IsFinite(value) ? FigureFormat.Missing : (value > 0 ? "+" : "") + format.Number(value).Replace('-', '−');

    private static string Interval(FigureFormat format, Estimate difference) => difference is { Low: { } low, High: { } high }
        ? low == high ? "exact" : $"{Signed(format, low)} to {Signed(format, high)}"
        : difference.Note ?? "none";

    // Only what the interval shows is called a change.
    private static string Verdict(MetricInfo? info, Estimate difference)
    {
        if (difference is not { Low: { } low, High: { } high } || info is null or { Direction: ScoreDirection.Neither }) return "";
        if (low == 0 && high == 0) return "equal";
        if (low <= 0 && high >= 0) return "cannot be told apart";
        return low > 0 == (info.Direction == ScoreDirection.HigherIsBetter) ? "▲ better" : "▼ worse";
    }
}
