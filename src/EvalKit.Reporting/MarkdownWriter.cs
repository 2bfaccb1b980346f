using System.Globalization;
using System.Text;
using EvalKit.Core.Plugins;
using EvalKit.Core.Reports;
using EvalKit.Core.Reports.Calibration;
using EvalKit.Reporting.Figures;
using EvalKit.Reporting.Markdown;

namespace EvalKit.Reporting;

/// <summary>The report as GitHub-flavoured Markdown: the answer, then tables, then where the figures come from.</summary>
[Plugin("md", Source = "GitHub Flavored Markdown Spec 0.29")]
public sealed record MarkdownWriter : IReportWriter
{
    /// <inheritdoc/>
    public string FileExtension => ".md";

    /// <inheritdoc/>
    public async ValueTask WriteAsync(Report report, Stream destination, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(destination);
        var page = new MarkdownPage();
        page.Heading(1, report.Name);
        page.Paragraph(string.Join(" · ", RunSummary.Of(report)));
        page.Paragraph(report.Answer);
        Scorecard(page, report);
        Sizes(page, report);
        Figures(page, report, "Performance", FigureTable.Performance(report));
        Calibration(page, report);
        Robustness(page, report);
        Interpretability(page, report);
        Fourier(page, report);
        Gallery(page, report);
        Figures(page, report, "Cost", FigureTable.Cost(report));
        Measured(page, report);
        Verdicts(page, report);
        Provenance(page, report);
        await destination.WriteAsync(Encoding.UTF8.GetBytes(page.ToString()), cancellation).ConfigureAwait(false);
    }

    private static void Scorecard(MarkdownPage page, Report report)
    {
        page.Heading(2, "Scorecard");
        Figures(page, report, [.. ScorecardColumns.Of(report).All]);
        page.Paragraph("★ best; ≈ cannot be told from the best (paired, Holm, 95 %); ± half the 95 % interval.");
        foreach (var axis in report.Scorecard.Axes.Where(axis => axis.Note is not null))
            page.Paragraph($"{axis.Axis}: {axis.Note}");
    }

    private static void Sizes(MarkdownPage page, Report report)
    {
        if (report.Comparison is not { } comparison)
            return;

        page.Heading(2, "Size and quality");
        foreach (var size in comparison.Sizes)
        {
            page.Paragraph(SizeRelationRows.Caption(comparison, size.Title));
            page.Table(SizeRelationRows.Headings, SizeRelationRows.Of(report, size.Id));
        }
    }

    private static void Calibration(MarkdownPage page, Report report)
    {
        if (ReliabilityTable.Of(report) is not { } table)
            return;

        page.Heading(2, "Calibration");
        page.Paragraph(ReliabilityTable.Caption);
        page.Table(
            ["model", .. table.Positions.Select(ReliabilityTable.Heading)],
            report.Models.Select((model, row) => table.Positions.Select(position => Cell(table.At(row, position))).Prepend(model.Name)));

        static string Cell(ReliabilityBin? bin) =>
            bin is null ? "" : $"{FigureFormat.Share.Number(bin.Accuracy.Value)} {ReliabilityTable.Beside(bin)}";
    }

    private static void Robustness(MarkdownPage page, Report report)
    {
        Figures(page, report, "Robustness", FigureTable.Robustness(report));
        Figures(page, report, "Noise tolerance", FigureTable.NoiseTolerance(report));
        if (RobustnessGrid.Of(report) is not { } grid)
            return;

        var format = grid.Format(report);
        page.Heading(3, $"{grid.Info(report)?.Title ?? grid.Metric}{(format.Unit.Length > 0 ? ", " + format.Unit : "")} by kind, mean over the severities");
        page.Table(
            ["model", .. grid.Kinds],
            report.Models.Select(model => new[] { model.Name }.Concat(grid.Kinds.Select(kind => Cell(kind, model)))));

        foreach (var kind in grid.Kinds)
        {
            page.Heading(3, $"{grid.Info(report)?.Title ?? grid.Metric} under {kind}, by severity");
            page.Table(
                ["model", .. grid.Severities.Select(severity => severity.ToString(CultureInfo.InvariantCulture))],
                report.Models.Select(model => grid.Severities.Select(severity => format.Value(grid.At(model, kind, severity))).Prepend(model.Name)));
        }

        string Cell(string kind, ModelReport model) =>
            format.Value(grid.OfKind(model, kind));
    }

    private static void Interpretability(MarkdownPage page, Report report)
    {
        var tables = FigureTable.Interpretability(report);
        if (tables.Count == 0)
            return;

        page.Heading(2, "Interpretability");
        foreach (var table in tables)
        {
            page.Heading(3, table.Title);
            Figures(page, report, table.Columns);
        }
    }

    private static void Fourier(MarkdownPage page, Report report)
    {
        if (report.Fourier is not { Models.Count: > 0 } maps)
            return;

        page.Heading(2, "Sensitivity by frequency");
        page.Paragraph($"{FourierRows.Lead(maps)} The maps are in report.html.");
        page.Table(["model", .. FourierRows.Headings], maps.Models.Select(map => (string[])[map.Model, .. FourierRows.Of(map)]));
    }

    private static void Gallery(MarkdownPage page, Report report)
    {
        if (report.Gallery is not { Samples.Count: > 0 } gallery)
            return;

        page.Heading(2, "Where the models look");
        page.Paragraph($"Heat maps of {string.Join(", ", gallery.Methods)} on these samples are in report.html.");
        page.Table(["sample", "true", "why it is shown", "predicted"], GalleryWords.Rows(gallery));
    }

    private static void Measured(MarkdownPage page, Report report)
    {
        if (report.Measured is not { } measured)
            return;

        page.Heading(2, "Measured on this machine");
        page.Paragraph($"{measured.Machine}, {measured.At.ToString("yyyy-MM-dd HH:mm K", CultureInfo.InvariantCulture)}. A second run would measure these figures anew.");
        if (FigureTable.Measured(report) is { } table)
            Figures(page, report, table.Columns);
        page.Table(["stage", "wall time"], measured.Stages.Select(stage => new[] { stage.Name, Humanised.Duration(stage.Wall) }));
    }

    private static void Verdicts(MarkdownPage page, Report report)
    {
        page.Section("Gates", ["gate", "model", "outcome", "value", "bound", "reason"], report.Gates.Select(gate => new[]
        {
            gate.Id, gate.Model, gate.Outcome.ToString(), Number(gate.Value), Number(gate.Bound), gate.Reason,
        }));
        page.Section("Claims", ClaimRows.Headings, report.Claims.Select(ClaimRows.Of));
        page.Section("Findings", ["level", "model", "finding"], report.Findings.Select(finding => new[]
        {
            finding.Level.ToString(), finding.Model ?? "", finding.Message,
        }));
        page.Section("Missing figures", ["model", "figures", "why"], MissingFigures.Of(report).Select(gap => new[] { gap.Model, gap.Figures, gap.Why }));
        page.Section("Failures", ["model", "unit", "why", "retry"], report.Failures.Select(failure => new[]
        {
            failure.Model, failure.Unit, failure.Message, failure.Retryable ? "may mend it" : "will not mend it",
        }));
    }

    private static void Provenance(MarkdownPage page, Report report)
    {
        page.Heading(2, "Provenance");
        page.Table(["what", "value"], ProvenanceFacts.Of(report).Select(fact => new[] { fact.Name, fact.Value }));
    }

    private static void Figures(MarkdownPage page, Report report, string title, FigureTable? table)
    {
        if (table is null)
            return;

        page.Heading(2, title);
        Figures(page, report, table.Columns);
    }

    private static void Figures(MarkdownPage page, Report report, IReadOnlyList<FigureColumn> columns) =>
        page.Table(
            ["model", .. columns.Select(column => column.HeadingWithUnit)],
            report.Models.Select((model, row) => new[] { model.Name }.Concat(columns.Select(column => column.Text(row)))));

    private static string Number(double value) =>
        double.IsFinite(value) ? value.ToString("0.####", CultureInfo.InvariantCulture) : FigureFormat.Missing;
}
