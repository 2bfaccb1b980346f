using System.Xml.Linq;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Charts;
using EvalKit.Reporting.Figures;
using static EvalKit.Reporting.Html.Tags;

namespace EvalKit.Reporting.Html;

/// <summary>Size against the quality on each axis, as small charts side by side.</summary>
internal static class SizeQualitySection
{
    /// <summary>Makes the section; null where no model has both a size and a quality.</summary>
    public static XElement? Of(Report report)
    {
        var size = FigureColumn.Of(report, "cost/parameters");
        if (size is null)
            return null;

        ScatterChart[] charts = [.. ScorecardColumns.Of(report).Quality.Select(quality => QualityCharts.Of(report, size, quality)).OfType<ScatterChart>()];
        return charts.Length == 0 ? null : Sections.Section(
            "size",
            "Size and quality",
            Tag("div", Class("panels three"), charts.Select(chart => QualityCharts.Figure(chart))),
            Tag("p", Class("note"), "Bars are 95 % intervals. Filled: the best; ringed: cannot be told from it. The numbers are in the scorecard. Point at a model to find it in every chart and table."));
    }
}
