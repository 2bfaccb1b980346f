using System.Xml.Linq;
using EvalKit.Core.Plugins;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Figures;
using EvalKit.Reporting.Html;
using static EvalKit.Reporting.Html.Tags;

namespace EvalKit.Reporting;

/// <summary>The report as one page that needs no network: the answer, the scorecard, charts with their tables, provenance.</summary>
/// <remarks>The page is well-formed XML too, follows light and dark, reads on a phone and in print, and works without its script, which only sorts tables, tells the values of charts and enlarges heat maps.</remarks>
[Plugin("html", Source = "HTML Living Standard; WCAG 2.2")]
public sealed record HtmlWriter : IReportWriter
{
    /// <inheritdoc/>
    public string FileExtension => ".html";

    /// <inheritdoc/>
    public ValueTask WriteAsync(Report report, Stream destination, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        XElement[] sections =
        [
            .. new[]
            {
                Sections.Scorecard(report),
                SizeQualitySection.Of(report),
                VerdictSections.Claims(report),
                Sections.Performance(report),
                CalibrationSection.Of(report),
                RobustnessSection.Of(report),
                FourierSection.Of(report),
                Sections.Interpretability(report),
                GallerySection.Of(report),
                CostSection.Of(report),
                VerdictSections.Gates(report),
                VerdictSections.Findings(report),
                VerdictSections.Failures(report),
                Sections.Provenance(report),
            }.OfType<XElement>(),
        ];
        return Page.WriteAsync($"{report.Name}: EvalKit report", [Header(report, sections), Tag("main", sections)], destination, cancellation);
    }

    private static XElement Header(Report report, XElement[] sections)
    {
        // The first sentence answers; what follows supports it.
        var end = report.Answer.IndexOf(". ", StringComparison.Ordinal);
        var (first, rest) = end < 0 ? (report.Answer, "") : (report.Answer[..(end + 1)], report.Answer[(end + 2)..]);
        return Tag(
            "header",
            Tag("p", Class("run"), Tag("b", report.Name), Prose.Unbroken(RunSummary.Of(report), " · ")),
            Tag("h1", Prose.Unbroken(first.Split(' '), " ")),
            rest.Length > 0 ? Tag("p", Class("rest"), Prose.Unbroken(rest.Split(' '), " ")) : null,
            VerdictSections.Summary(report),
            Tag("nav", Attribute("aria-label", "Sections"), sections.Select(section =>
                Tag("a", Attribute("href", "#" + section.Attribute("id")!.Value), section.Element("h2")!.Value))));
    }
}
