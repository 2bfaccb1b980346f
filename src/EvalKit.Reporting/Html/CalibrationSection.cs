using System.Xml.Linq;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Charts;
using EvalKit.Reporting.Figures;
using static EvalKit.Reporting.Html.Tags;

namespace EvalKit.Reporting.Html;

/// <summary>Calibration: a reliability diagram a model, and their numbers as a table.</summary>
internal static class CalibrationSection
{
    /// <summary>Makes the section; null where no model has clean predictions.</summary>
    public static XElement? Of(Report report) => ReliabilityTable.Of(report) is not { } table ? null : Sections.Section(
        "calibration",
        "Calibration",
        Tag("p", Class("lead"), "How often a model is right at each level of its confidence, on clean data. Dots below the diagonal are overconfident; the larger a dot, the more samples; bars are 95 % intervals."),
        Tag("div", Class("panels four"), Enumerable.Range(0, report.Models.Count).Where(model => table.Diagrams[model] is not null).Select(model => Tag(
            "figure",
            Tag("figcaption", report.Models[model].Name, Error(report, model)),
            ReliabilityChart.Draw(table.Diagrams[model]!, model)))),
        Tag("details", Tag("summary", "Calibration as a table"), ModelTable.Frame(
            report,
            ReliabilityTable.Caption,
            table.Positions.Select(position => ModelTable.Heading(ReliabilityTable.Heading(position))),
            model => table.Positions.Select(position => Cell(table, model, position)))));

    private static XElement? Error(Report report, int model) => FigureColumn.Of(report, "performance/ece") is { } column
        ? Tag("span", Class("spread"), $"error {column.Format.Value(column.Figures[model])} {column.Format.Unit}")
        : null;

    private static XElement Cell(ReliabilityTable table, int model, int position) => table.At(model, position) is not { } bin
        ? Tag("td", Class("gap"), "–")
        : Tag(
            "td",
            ModelTable.SortValue(bin.Accuracy),
            Attribute("title", FigureFormat.Share.InWords(bin.Accuracy)),
            Tag("span", Class("value"), FigureFormat.Share.Number(bin.Accuracy.Value)),
            Tag("span", Class("beside"), ReliabilityTable.Beside(bin)));
}
