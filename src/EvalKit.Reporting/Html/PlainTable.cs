using System.Xml.Linq;
using static EvalKit.Reporting.Html.Tags;

namespace EvalKit.Reporting.Html;

/// <summary>Tables of text, which the page's script can sort.</summary>
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
            Tag("caption", Tag("span", caption)),
            Tag("thead", Tag("tr", headings.Select(heading => Tag("th", Attribute("scope", "col"), Attribute("data-sort", "text"), heading)))),
            Tag("tbody", rows.Select(row => Tag("tr", Tag("th", Attribute("scope", "row"), row[0]), row.Skip(1).Select(cell => Tag("td", cell)))))));
}
