using System.Text;
using System.Xml;
using System.Xml.Linq;
using EvalKit.Core.Plugins;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Figures;
using EvalKit.Reporting.Html;
using static EvalKit.Reporting.Html.Tags;

namespace EvalKit.Reporting;

/// <summary>The report as one page that needs no network: the answer, the scorecard, charts with their tables, provenance.</summary>
/// <remarks>The page is well-formed XML too, follows light and dark, reads on a phone and in print, and works without its script, which only sorts tables and finds a model in all of them.</remarks>
[Plugin("html", Source = "HTML Living Standard; WCAG 2.2")]
public sealed record HtmlWriter : IReportWriter
{
    // The browser itself refuses whatever is not in the page.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

    private static readonly XmlWriterSettings Form = new()
    {
        OmitXmlDeclaration = true,
        NewLineHandling = NewLineHandling.None,
        Async = true,
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    };

    /// <inheritdoc/>
    public string FileExtension => ".html";

    /// <inheritdoc/>
    public async ValueTask WriteAsync(Report report, Stream destination, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(destination);
        await destination.WriteAsync("<!DOCTYPE html>\n"u8.ToArray(), cancellation).ConfigureAwait(false);
        var writer = XmlWriter.Create(destination, Form);
        await using (writer.ConfigureAwait(false))
            await Page(report).WriteToAsync(writer, cancellation).ConfigureAwait(false);
        await destination.WriteAsync("\n"u8.ToArray(), cancellation).ConfigureAwait(false);
    }

    private static XElement Page(Report report)
    {
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
                Sections.Interpretability(report),
                CostSection.Of(report),
                VerdictSections.Gates(report),
                VerdictSections.Findings(report),
                VerdictSections.Failures(report),
                Sections.Provenance(report),
            }.OfType<XElement>(),
        ];
        return Tag(
            "html",
            Attribute("lang", "en"),
            Tag(
                "head",
                Tag("meta", Attribute("charset", "utf-8")),
                Tag("meta", Attribute("name", "viewport"), Attribute("content", "width=device-width, initial-scale=1")),
                Tag("meta", Attribute("name", "color-scheme"), Attribute("content", "light dark")),
                Tag("meta", Attribute("http-equiv", "Content-Security-Policy"), Attribute("content", Policy)),
                Tag("title", $"{report.Name}: EvalKit report"),
                Tag("style", Asset("report.css"))),
            Tag("body", Header(report, sections), Tag("main", sections), Tag("script", Asset("report.js"))));
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

    private static string Asset(string name)
    {
        using var stream = typeof(HtmlWriter).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
