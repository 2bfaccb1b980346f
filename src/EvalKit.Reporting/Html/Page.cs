using System.Text;
using System.Xml;
using System.Xml.Linq;
using static EvalKit.Reporting.Html.Tags;

namespace EvalKit.Reporting.Html;

/// <summary>A page that needs no network and is well-formed XML too: what all pages of EvalKit have in common.</summary>
internal static class Page
{
    // The browser itself refuses whatever is not in the page.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

    private static readonly XmlWriterSettings Form = new()
    {
        OmitXmlDeclaration = true,
        NewLineHandling = NewLineHandling.None,
        Async = true,
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    };

    /// <summary>Writes a page.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="content">The content of its body, before the script.</param>
    /// <param name="destination">Receives UTF-8.</param>
    /// <param name="cancellation">Ends the writing.</param>
    public static async ValueTask WriteAsync(string title, IEnumerable<XElement> content, Stream destination, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var page = Tag(
            "html",
            Attribute("lang", "en"),
            Tag(
                "head",
                Tag("meta", Attribute("charset", "utf-8")),
                Tag("meta", Attribute("name", "viewport"), Attribute("content", "width=device-width, initial-scale=1")),
                Tag("meta", Attribute("name", "color-scheme"), Attribute("content", "light dark")),
                Tag("meta", Attribute("http-equiv", "Content-Security-Policy"), Attribute("content", Policy)),
                Tag("title", title),
                Tag("style", Asset("report.css"))),
            Tag("body", content, Tag("script", Asset("report.js"))));
        await destination.WriteAsync("<!DOCTYPE html>\n"u8.ToArray(), cancellation).ConfigureAwait(false);
        var writer = XmlWriter.Create(destination, Form);
        await using (writer.ConfigureAwait(false))
            await page.WriteToAsync(writer, cancellation).ConfigureAwait(false);
        await destination.WriteAsync("\n"u8.ToArray(), cancellation).ConfigureAwait(false);
    }

    private static string Asset(string name)
    {
        using var stream = typeof(Page).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
