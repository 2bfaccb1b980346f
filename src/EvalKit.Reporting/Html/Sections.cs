using System.Xml.Linq;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Figures;
using static EvalKit.Reporting.Html.Tags;

namespace EvalKit.Reporting.Html;

/// <summary>The page's sections; each is null where the report has nothing to show in it.</summary>
internal static class Sections
{
    private const string Marks = "★ best; ≈ cannot be told from the best (paired, Holm, 95 %); ± half the 95 % interval.";

    /// <summary>The scorecard.</summary>
    public static XElement Scorecard(Report report)
    {
        var columns = ScorecardColumns.Of(report);
        var axes = report.Scorecard.Axes.Where(axis => columns.Quality.Any(column => column.MetricId == axis.MetricId)).ToArray();
        (string, int)[] groups =
        [
            .. columns.Size.Count > 0 ? [("size", columns.Size.Count)] : Array.Empty<(string, int)>(),
            .. axes.Select(axis => (axis.Axis, 1)),
            .. columns.Speed.Count > 0 ? [("speed", columns.Speed.Count)] : Array.Empty<(string, int)>(),
        ];
        return Section(
            "scorecard",
            "Scorecard",
            ModelTable.Of(report, $"The models by size. {Marks}", [.. columns.All], groups, withMarks: true),
            Notes(report));
    }

    /// <summary>The performance figures.</summary>
    public static XElement? Performance(Report report) =>
        FigureTable.Performance(report) is { } table
            ? Section("performance", "Performance", ModelTable.Of(report, $"{table.Title}. ± half the 95 % interval.", table.Columns))
            : null;

    /// <summary>The interpretability figures.</summary>
    public static XElement? Interpretability(Report report)
    {
        var tables = FigureTable.Interpretability(report);
        return tables.Count == 0 ? null : Section(
            "interpretability",
            "Interpretability",
            Tag("p", Class("note"), "Figures of explanations depend on the attribution method: compare models within a column, not across columns."),
            ModelTable.Of(report, $"{tables[0].Title}: overall, and by attribution method.", tables[0].Columns),
            tables.Skip(1).Select(table => Tag(
                "details", Tag("summary", table.Title), ModelTable.Of(report, $"{table.Title} by attribution method.", table.Columns))));
    }

    /// <summary>Where the figures come from.</summary>
    public static XElement Provenance(Report report) => Section(
        "provenance",
        "Provenance",
        Tag("dl", ProvenanceFacts.Of(report).Select(fact => Tag("div", Tag("dt", fact.Name), Tag("dd", fact.Value)))),
        Tag("details", Tag("summary", "The models' files"), PlainTable.Of(
            "Each model's path and the SHA-256 of its file with external data.",
            ["model", "family", "path", "SHA-256"],
            report.Models.Select(model => new[] { model.Name, model.Family ?? "", model.Path, model.Sha256 }))),
        Tag("details", Tag("summary", "What the figures mean"), PlainTable.Of(
            "Each metric's unit, range, better direction and source.",
            ["metric", "title", "unit", "range", "better", "source"],
            MetricMeanings.Of(report))));

    /// <summary>A section with a heading.</summary>
    public static XElement Section(string id, string title, params object?[] content) => Tag(
        "section", Attribute("id", id), Attribute("aria-labelledby", id + "-title"), Tag("h2", Attribute("id", id + "-title"), title), content);

    private static IEnumerable<XElement> Notes(Report report) =>
        report.Scorecard.Axes.Where(axis => axis.Note is not null).Select(axis => Tag("p", Class("note"), $"{Capitalised(axis.Axis)}: {axis.Note}"));

    private static string Capitalised(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
