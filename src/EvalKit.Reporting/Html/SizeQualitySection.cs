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

        XElement[] figures = [.. ScorecardColumns.Of(report).Quality.Select(quality => Figure(report, size, quality)).OfType<XElement>()];
        return figures.Length == 0 ? null : Sections.Section(
            "size",
            "Size and quality",
            Tag("div", Class("panels three"), figures),
            Tag("p", Class("note"), "Bars are 95 % intervals. Filled: the best; ringed: cannot be told from it. The numbers are in the scorecard. Point at a model to find it in every chart and table."));
    }

    private static XElement? Figure(Report report, FigureColumn size, FigureColumn quality)
    {
        ChartPoint[] points =
        [
            .. Enumerable.Range(0, report.Models.Count)
                .Where(model => size.Figures[model] is { IsDefined: true, Value: > 0 } && quality.Figures[model] is { IsDefined: true })
                .Select(model => new ChartPoint(
                    model, report.Models[model].Name, size.Figures[model]!.Value, quality.Figures[model]!, quality.Standings?[model] ?? Standing.Unranked)),
        ];
        var title = quality.Info?.Title ?? quality.Heading;
        var unit = quality.Format.Unit.Length > 0 ? $", {quality.Format.Unit}" : "";
        return points.Length == 0 ? null : Tag(
            "figure",
            Tag("figcaption", title + unit),
            SizeQualityChart.Draw($"{title} against the number of parameters, {points.Length} models", "parameters", points, quality.Format));
    }
}
