using System.Globalization;
using System.Xml.Linq;
using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Charts;
using EvalKit.Reporting.Figures;
using static EvalKit.Reporting.Html.Tags;

namespace EvalKit.Reporting.Html;

/// <summary>Robustness: the overall figures, tolerated noise levels, heat maps of models by kinds, curves over severity, and all conditions as tables.</summary>
internal static class RobustnessSection
{
    private const double PalestShade = 4;
    private const double DarkestShade = 58;

    /// <summary>Makes the section; null where nothing was perturbed.</summary>
    public static XElement? Of(Report report)
    {
        var overall = FigureTable.Robustness(report);
        var grid = RobustnessGrid.Of(report);
        var tolerance = FigureTable.NoiseTolerance(report);
        return overall is null && grid is null && tolerance is null ? null : Sections.Section(
            "robustness",
            "Robustness",
            overall is null ? null : ModelTable.Of(report, $"{overall.Title}. ± half the 95 % interval.", overall.Columns),
            tolerance is null ? null : ModelTable.Of(report, $"{tolerance.Title}. ± half the 95 % interval; n/a where the level lies outside those tried.", tolerance.Columns),
            grid is null ? null : HeatMap(report, grid),
            grid is null ? null : Curves(report, grid),
            grid?.Others(report) is { Count: > 0 } others
                ? Tag("details", Tag("summary", "Other figures by kind"), others.Select(other => HeatMap(report, other)))
                : null,
            grid is null ? null : Tag(
                "details", Tag("summary", "All conditions as tables"), Tag("div", Class("panels two"), grid.Kinds.Select(kind => Conditions(report, grid, kind)))));
    }

    private static XElement HeatMap(Report report, RobustnessGrid grid)
    {
        var format = grid.Format(report);
        Estimate?[][] cells = [.. report.Models.Select(model => grid.Kinds.Select(kind => grid.OfKind(model, kind)).ToArray())];
        double[] values = [.. cells.SelectMany(row => row).OfType<Estimate>().Where(figure => figure.IsDefined).Select(figure => figure.Value)];
        var shade = new Scale(values.DefaultIfEmpty(0).Min(), values.DefaultIfEmpty(0).Max(), PalestShade, DarkestShade);
        var table = ModelTable.Frame(
            report,
            $"{Title(report, grid)}{Unit(format)} by kind of perturbation, mean over its severities; the stronger the colour, the higher.",
            grid.Kinds.Select(kind => ModelTable.Heading(kind.Replace('-', ' '))),
            model => cells[model].Select(figure => Tag(
                "td",
                Class(figure is { IsDefined: true } ? "heat" : "gap"),
                ModelTable.SortValue(figure),
                figure is { IsDefined: true } ? Attribute("style", Shade(shade, figure.Value)) : null,
                Attribute("title", format.InWords(figure)),
                format.Value(figure))));
        return Tag("div", Class("heatmap"), table);
    }

    private static string Shade(Scale shade, double value) =>
        string.Create(CultureInfo.InvariantCulture, $"--shade:{(shade.High > shade.Low ? shade.At(value) : PalestShade):0}%");

    private static XElement Curves(Report report, RobustnessGrid grid)
    {
        var format = grid.Format(report);
        var coloured = Coloured(report);
        var panels = grid.Kinds.Select(kind => (Kind: kind, Curves: report.Models.Select((model, index) => new SeverityChart.Curve(
            index,
            model.Name,
            coloured.FindIndex(one => one.Model == index) + 1,
            [(0, model.Metrics.GetValueOrDefault($"performance/{grid.Metric}")), .. grid.Severities.Select(severity => (severity, grid.At(model, kind, severity)))])).ToArray())).ToArray();
        var y = SeverityChart.Shared(panels.SelectMany(panel => panel.Curves));
        var title = Title(report, grid);
        return Tag(
            "div",
            Tag("h3", $"{title}{Unit(format)} by severity"),
            Tag("p", Class("legend"), coloured.Select((one, index) => Tag(
                "span", Class(string.Create(CultureInfo.InvariantCulture, $"key colour{index + 1}")), Tag("b", report.Models[one.Model].Name), $" {one.Why}"))),
            Tag("div", Class("panels four"), panels.Select(panel => Tag(
                "figure",
                Tag("figcaption", panel.Kind.Replace('-', ' ')),
                SeverityChart.Draw($"{title} against the severity of {panel.Kind}", panel.Curves, y, format)))),
            Tag("p", Class("note"), "A line a model, the others in grey. Clean figures rest on all clean samples, the perturbed ones on the first of them."));
    }

    // The best of performance and of robustness, and the ends of the range of sizes: what the question of size turns on.
    private static List<(int Model, string Why)> Coloured(Report report)
    {
        var roles = new (int Model, string Why)[]
        {
            (Best(report, "robustness"), "most robust"),
            (Best(report, "performance"), "best on clean data"),
            (report.Models.Count - 1, "largest"),
            (0, "smallest"),
        };
        return [.. roles.Where(role => role.Model >= 0).GroupBy(role => role.Model).Select(group => (group.Key, string.Join(", ", group.Select(role => role.Why))))];
    }

    private static int Best(Report report, string axis) =>
        report.Scorecard.Axes.FirstOrDefault(one => one.Axis == axis) is { } ranking ? ranking.Standings.ToList().IndexOf(Standing.Best) : -1;

    private static XElement Conditions(Report report, RobustnessGrid grid, string kind) => ModelTable.Of(
        report,
        $"{Title(report, grid)}{Unit(grid.Format(report))} under {kind.Replace('-', ' ')}, by severity",
        [.. grid.Severities.Select(severity => FigureColumn.Of(report, grid.Id(kind, severity), severity.ToString(CultureInfo.InvariantCulture))).OfType<FigureColumn>()],
        withUnits: false);

    private static string Title(Report report, RobustnessGrid grid) => grid.Info(report)?.Title ?? grid.Metric;

    private static string Unit(FigureFormat format) => format.Unit.Length > 0 ? $", {format.Unit}" : "";
}
