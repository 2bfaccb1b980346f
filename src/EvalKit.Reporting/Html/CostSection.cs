using System.Globalization;
using System.Xml.Linq;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Charts;
using EvalKit.Reporting.Figures;
using static EvalKit.Reporting.Html.Tags;

namespace EvalKit.Reporting.Html;

/// <summary>What models cost: speed and memory against quality, and the figures counted from their files and measured.</summary>
internal static class CostSection
{
    /// <summary>Makes the section; null where nothing was counted or measured.</summary>
    public static XElement? Of(Report report)
    {
        var counted = FigureTable.Cost(report);
        var measured = FigureTable.Measured(report);
        return counted is null && report.Measured is null ? null : Sections.Section(
            "cost",
            "Cost",
            Charts(report, Measurements.LatencyP50, "Latency against quality"),
            Charts(report, Measurements.PeakMemory, "Memory against quality"),
            counted is null ? null : ModelTable.Of(report, "Counted from the model's file and a trace of one sample.", counted.Columns),
            measured is null ? null : ModelTable.Of(report, "Measured: a second run would measure these figures anew.", measured.Columns),
            report.Measured is null ? null : Stages(report.Measured));
    }

    private static XElement? Charts(Report report, string metricId, string title)
    {
        if (FigureColumn.Of(report, metricId) is not { } cost)
            return null;

        ScatterChart[] charts = [.. ScorecardColumns.Of(report).Quality.Select(quality => QualityCharts.Of(report, cost, quality)).OfType<ScatterChart>()];
        return charts.Length == 0 ? null : Tag(
            "div", Tag("h3", title), Tag("div", Class("panels three"), charts.Select(chart => QualityCharts.Figure(chart))));
    }

    private static XElement Stages(Measurements measured) => Tag(
        "p",
        Class("note"),
        $"{measured.Machine}, {measured.At.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC{measured.At.ToString("zzz", CultureInfo.InvariantCulture)}. ",
        $"Wall times: {string.Join(", ", measured.Stages.Select(stage => $"{stage.Name} {Humanised.Duration(stage.Wall)}"))}.");
}
