using System.Xml.Linq;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Charts;
using EvalKit.Reporting.Figures;
using static EvalKit.Reporting.Html.Tags;

namespace EvalKit.Reporting.Html;

/// <summary>Charts of what a model costs against how good it is.</summary>
internal static class QualityCharts
{
    /// <summary>The chart of two columns; null where no model has both figures.</summary>
    /// <param name="report">The report.</param>
    /// <param name="cost">What stands along the bottom.</param>
    /// <param name="quality">What stands up the side.</param>
    public static ScatterChart? Of(Report report, FigureColumn cost, FigureColumn quality)
    {
        ChartPoint[] points =
        [
            .. Enumerable.Range(0, report.Models.Count)
                .Where(model => cost.Figures[model] is { IsDefined: true, Value: > 0 } && quality.Figures[model] is { IsDefined: true })
                .Select(model => new ChartPoint(
                    model, report.Models[model].Name, cost.Figures[model]!, quality.Figures[model]!, quality.Standings?[model] ?? Standing.Unranked)),
        ];
        return points.Length == 0 ? null : new(ChartAxis.Of(cost), ChartAxis.Of(quality), points);
    }

    /// <summary>A chart with its caption.</summary>
    public static XElement Figure(ScatterChart chart, string? caption = null) =>
        Tag("figure", Tag("figcaption", caption ?? chart.Quality.TitleWithUnit), chart.Draw());
}
