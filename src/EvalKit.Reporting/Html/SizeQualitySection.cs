using System.Xml.Linq;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Figures;
using static EvalKit.Reporting.Html.Tags;

namespace EvalKit.Reporting.Html;

/// <summary>Size against the quality on each axis, as small charts side by side, with what the comparison says of them.</summary>
internal static class SizeQualitySection
{
    /// <summary>Makes the section; null where no model has both a size and a quality.</summary>
    public static XElement? Of(Report report)
    {
        XElement[] sizes = [.. ScorecardColumns.Of(report).Size.Select(size => Against(report, size)).OfType<XElement>()];
        return sizes.Length == 0 ? null : Sections.Section(
            "size",
            "Size and quality",
            Tag(
                "p",
                Class("legend"),
                Key("dot best", "best"),
                Key("dot tied", "cannot be told from the best"),
                report.Comparison is null ? null : new[] { Key("fitted", "fitted law of a family"), Key("plateau", "where its plateau begins, 95 %"), Key("pareto", "Pareto front") }),
            sizes[0],
            sizes.Length > 1 ? Tag("details", Tag("summary", "Against other measures of size"), sizes.Skip(1)) : null,
            Tag("p", Class("note"), "Bars are 95 % intervals; the numbers are in the scorecard. Point at a model to find it in every chart and table."));
    }

    private static XElement? Against(Report report, FigureColumn size)
    {
        XElement[] charts =
        [
            .. from quality in ScorecardColumns.Of(report).Quality
               let chart = QualityCharts.Of(report, size, quality)
               where chart is not null
               select QualityCharts.Figure(SizeOverlays.Over(chart, report, size.MetricId, quality.MetricId)),
        ];
        string[][] rows = [.. SizeRelationRows.Of(report, size.MetricId)];
        return charts.Length == 0 ? null : Tag(
            "div",
            Tag("div", Class("panels three"), charts),
            rows.Length == 0 ? null : PlainTable.Of(SizeRelationRows.Caption(report.Comparison!, size.Heading), SizeRelationRows.Headings, rows));
    }

    private static XElement Key(string kind, string text) => Tag("span", Class("key " + kind), text);
}
