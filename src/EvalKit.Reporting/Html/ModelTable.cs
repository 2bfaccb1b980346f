using System.Globalization;
using System.Xml.Linq;
using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Charts;
using EvalKit.Reporting.Figures;
using static EvalKit.Reporting.Html.Tags;

namespace EvalKit.Reporting.Html;

/// <summary>Tables with a row a model, which the page's script can sort.</summary>
internal static class ModelTable
{
    /// <summary>A table of figures, the best of ranked columns marked.</summary>
    /// <param name="report">The report.</param>
    /// <param name="caption">What the table shows.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="groups">Headings over several columns, with the number of columns of each; none where it is null.</param>
    /// <param name="withMarks">Whether intervals are drawn beneath the figures that have one.</param>
    /// <param name="withUnits">Whether the headings name the units; not where the caption does.</param>
    public static XElement Of(
        Report report,
        string caption,
        IReadOnlyList<FigureColumn> columns,
        IReadOnlyList<(string Title, int Columns)>? groups = null,
        bool withMarks = false,
        bool withUnits = true)
    {
        var scales = columns.Select(column => withMarks && HasInterval(column) ? IntervalMark.ScaleOf(column) : null).ToArray();
        return Frame(
            report,
            caption,
            columns.Select(column => Heading(withUnits ? Unbroken(column) : column.Heading, column.Info is null ? null : About(column), Kind(column))),
            model => columns.Select((column, index) => Cell(column, model, scales[index])),
            groups);
    }

    /// <summary>The frame of a table with a row a model: caption, headings, and the model's name in each row.</summary>
    public static XElement Frame(
        Report report,
        string caption,
        IEnumerable<XElement> headings,
        Func<int, IEnumerable<XElement>> cells,
        IReadOnlyList<(string Title, int Columns)>? groups = null) => Tag(
            "div",
            Class("scroll"),
            Attribute("tabindex", "0"),
            Attribute("role", "region"),
            Attribute("aria-label", caption),
            Tag(
                "table",
                Class("models"),
                Tag("caption", Tag("span", caption)),
                Tag(
                    "thead",
                    groups is null ? null : Tag("tr", Class("groups"), Tag("td"), groups.Select(Group)),
                    Tag("tr", Tag("th", Attribute("scope", "col"), Attribute("data-sort", "text"), "model"), headings)),
                Tag("tbody", report.Models.Select((model, row) => Tag(
                    "tr",
                    Attribute("data-m", row.ToString(CultureInfo.InvariantCulture)),
                    Tag("th", Attribute("scope", "row"), Attribute("title", model.Path), model.Name),
                    cells(row))))));

    /// <summary>A heading of numbers that can be sorted.</summary>
    public static XElement Heading(string text, string? about = null, string? kind = null) => Tag(
        "th", Class(kind), Attribute("scope", "col"), Attribute("data-sort", "number"), Attribute("title", about), text);

    /// <summary>The value that a cell sorts by; null where the figure is missing, which sorts last.</summary>
    public static XAttribute? SortValue(Estimate? figure) =>
        figure is { IsDefined: true } ? Attribute("data-v", figure.Value.ToString("R", CultureInfo.InvariantCulture)) : null;

    private static XElement Cell(FigureColumn column, int model, Scale? scale)
    {
        var figure = column.Figures[model];
        var standing = column.Standings?[model];
        var spread = column.Format.Spread(figure);
        return Tag(
            "td",
            Class($"{Kind(column)} {Look(figure, standing)}".Trim()),
            SortValue(figure),
            Attribute("title", column.Format.InWords(figure)),
            Tag("span", Class("value"), column.Format.Value(figure)),
            HasInterval(column) ? Tag("span", Class("spread"), spread ?? "") : null,
            column.Standings is null ? null : Sign(standing),
            scale is null || figure is not { IsDefined: true } ? null : IntervalMark.Draw(figure, scale));
    }

    private static XElement Sign(Standing? standing) => standing switch
    {
        Standing.Best => Tag("span", Class("sign"), Attribute("role", "img"), Attribute("aria-label", "best"), "★"),
        Standing.TiedWithBest => Tag("span", Class("sign"), Attribute("role", "img"), Attribute("aria-label", "tied with the best"), "≈"),
        _ => Tag("span", Class("sign")),
    };

    private static XElement Group((string Title, int Columns) group) => Tag(
        "th", Attribute("scope", "colgroup"), Attribute("colspan", group.Columns.ToString(CultureInfo.InvariantCulture)), group.Title);

    private static string Look(Estimate? figure, Standing? standing) => (figure, standing) switch
    {
        (not { IsDefined: true }, _) => "gap",
        (_, Standing.Best) => "best",
        (_, Standing.TiedWithBest) => "tied",
        _ => "",
    };

    // What a narrow screen leaves out, and what leaves room for a sign at its right.
    private static string? Kind(FigureColumn column) =>
        string.Join(' ', new[] { column.IsMinor ? "minor" : "", column.Standings is null ? "" : "ranked" }.Where(kind => kind.Length > 0));

    private static string Unbroken(FigureColumn column) =>
        column.Format.Unit.Length == 0 ? column.HeadingWithUnit : column.HeadingWithUnit.Replace($", {column.Format.Unit}", $",\u00A0{column.Format.Unit}", StringComparison.Ordinal);

    private static bool HasInterval(FigureColumn column) => column.Figures.Any(figure => column.Format.Spread(figure) is not null);

    private static string About(FigureColumn column) => $"{column.Info!.Title}: {column.MetricId}. {column.Info.Source}";
}
