using System.Xml.Linq;
using static EvalKit.Reporting.Html.Tags;

namespace EvalKit.Reporting.Html;

/// <summary>
/// Tables of text, which the page's script can sort. On a phone their rows become cards, each cell with its heading; roles keep them
/// tables to a screen reader.
/// </summary>
internal static class PlainTable
{
    /// <summary>A table whose first column names its rows.</summary>
    public static XElement Of(string caption, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<object>> rows) => Tag(
        "div",
        Class("scroll"),
        Attribute("tabindex", "0"),
        Attribute("role", "region"),
        Attribute("aria-label", caption),
        Tag(
            "table",
            Class("plain"),
            Attribute("role", "table"),
            Tag("caption", Tag("span", caption)),
            Tag("thead", Attribute("role", "rowgroup"), Tag("tr", Attribute("role", "row"), headings.Select(Heading))),
            Tag("tbody", Attribute("role", "rowgroup"), rows.Select(row => Tag(
                "tr",
                Attribute("role", "row"),
                Tag("th", Attribute("scope", "row"), Attribute("role", "rowheader"), row[0]),
                row.Skip(1).Select((cell, column) => Tag("td", Attribute("role", "cell"), Attribute("data-label", headings[column + 1]), cell)))))));

    private static XElement Heading(string text) =>
        Tag("th", Attribute("scope", "col"), Attribute("role", "columnheader"), Attribute("data-sort", "text"), text);
}
