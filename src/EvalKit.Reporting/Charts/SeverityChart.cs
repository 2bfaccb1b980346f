using System.Globalization;
using System.Xml.Linq;
using EvalKit.Core.Metrics;
using EvalKit.Reporting.Figures;
using static EvalKit.Reporting.Html.Tags;

namespace EvalKit.Reporting.Charts;

/// <summary>A quality over the severity of one kind of perturbation: a line a model, a few of them in colour.</summary>
internal static class SeverityChart
{
    private const double Width = 260;
    private const double Height = 180;
    private const double Left = 34;
    private const double Right = 252;
    private const double Top = 8;
    private const double Bottom = 154;

    /// <summary>A model's line.</summary>
    /// <param name="Model">Its position in the report.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Colour">The number of its colour from 1, or 0 for one of the many.</param>
    /// <param name="Figures">Its figures by severity; severity 0 is clean. A gap where one is missing.</param>
    internal sealed record Curve(int Model, string Name, int Colour, IReadOnlyList<(int Severity, Estimate? Figure)> Figures);

    /// <summary>The scale that the panels of all kinds share, so that they may be compared.</summary>
    public static Scale Shared(IEnumerable<Curve> curves) => Scale.Over(
        curves.SelectMany(curve => curve.Figures).Select(point => point.Figure).OfType<Estimate>().Where(figure => figure.IsDefined).Select(figure => figure.Value).DefaultIfEmpty(0),
        Bottom,
        Top);

    /// <summary>Draws one kind's panel.</summary>
    /// <param name="label">What it shows, for a screen reader.</param>
    /// <param name="curves">The models' lines.</param>
    /// <param name="y">The shared scale.</param>
    /// <param name="format">How the quality is written.</param>
    public static XElement Draw(string label, IReadOnlyList<Curve> curves, Scale y, FigureFormat format)
    {
        int[] severities = [.. curves.SelectMany(curve => curve.Figures).Select(point => point.Severity).Distinct().Order()];
        var x = new Scale(severities[0], Math.Max(severities[^1], severities[0] + 1), Left + 6, Right - 4);
        return Svg.Drawing(
            "chart small",
            Width,
            Height,
            label,
            Grid(severities, x, y, format),
            curves.OrderBy(curve => curve.Colour > 0).ThenByDescending(curve => curve.Colour).Select(curve => Line(curve, x, y, format)));
    }

    private static IEnumerable<XElement> Grid(int[] severities, Scale x, Scale y, FigureFormat format)
    {
        var ticks = y.Ticks(4);
        var written = FigureFormat.Ticks(format, ticks);
        for (var tick = 0; tick < ticks.Count; tick++)
        {
            yield return Svg.Line("grid", Left, y.At(ticks[tick]), Right, y.At(ticks[tick]));
            yield return Svg.Text("tick", Left - 5, y.At(ticks[tick]) + 4, "end", written[tick]);
        }

        foreach (var severity in severities)
        {
            var text = severity == 0 ? "clean" : severity.ToString(CultureInfo.InvariantCulture);
            yield return Svg.Text("tick", x.At(severity), Bottom + 18, "middle", text);
        }
    }

    private static XElement Line(Curve curve, Scale x, Scale y, FigureFormat format)
    {
        var told = curve.Figures.Select(point => $"{(point.Severity == 0 ? "clean" : point.Severity)} {format.Value(point.Figure)}");
        var line = Tag(
            "g",
            Class(curve.Colour > 0 ? string.Create(CultureInfo.InvariantCulture, $"curve colour{curve.Colour}") : "curve"),
            Attribute("data-m", curve.Model.ToString(CultureInfo.InvariantCulture)),
            Tag("title", $"{curve.Name}: {string.Join(", ", told)}"));
        var part = new List<(double, double)>();
        foreach (var (severity, figure) in curve.Figures.Append((0, null)))
        {
            if (figure is { IsDefined: true })
            {
                part.Add((x.At(severity), y.At(figure.Value)));
                continue;
            }

            if (part.Count > 0)
                line.Add(Svg.Polyline(part));
            part = [];
        }

        return line;
    }
}
