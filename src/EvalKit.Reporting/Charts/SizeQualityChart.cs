using System.Globalization;
using System.Xml.Linq;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Figures;
using static EvalKit.Reporting.Html.Tags;

namespace EvalKit.Reporting.Charts;

/// <summary>
/// Size on a logarithmic axis against one quality: a dot a model with its interval, the best and its ties in colour, and as
/// many names as fit.
/// </summary>
internal static class SizeQualityChart
{
    private const double Width = 360;
    private const double Height = 300;
    private const double Left = 38;
    private const double Right = 350;
    private const double Top = 16;
    private const double Bottom = 258;

    /// <summary>Draws the chart.</summary>
    /// <param name="label">What it shows, for a screen reader.</param>
    /// <param name="sizeTitle">The name of the size.</param>
    /// <param name="points">The models; at least one.</param>
    /// <param name="format">How the quality is written.</param>
    public static XElement Draw(string label, string sizeTitle, IReadOnlyList<ChartPoint> points, FigureFormat format)
    {
        var x = Scale.Over(points.Select(point => point.Size), Left + 6, Right - 6, isLog: true);
        var y = Scale.Over(points.SelectMany(point => new[] { point.Low, point.High }), Bottom, Top);
        // The best come last, so that they are drawn over the others.
        var ordered = points.OrderBy(Rank).ToArray();
        return Svg.Drawing(
            "chart",
            Width,
            Height,
            label,
            Grid(x, y, format, sizeTitle),
            ordered.Select(point => Mark(point, x.At(point.Size), y, format)),
            Names(ordered, x, y));
    }

    private static IEnumerable<XElement> Grid(Scale x, Scale y, FigureFormat format, string sizeTitle)
    {
        var ticks = y.Ticks(5);
        var written = FigureFormat.Ticks(format, ticks);
        for (var tick = 0; tick < ticks.Count; tick++)
        {
            yield return Svg.Line("grid", Left, y.At(ticks[tick]), Right, y.At(ticks[tick]));
            yield return Svg.Text("tick", Left - 6, y.At(ticks[tick]) + 3.5, "end", written[tick]);
        }

        yield return Svg.Line("axis", Left, Bottom, Right, Bottom);
        foreach (var tick in x.Ticks(4))
        {
            yield return Svg.Line("axis", x.At(tick), Bottom, x.At(tick), Bottom + 4);
            yield return Svg.Text("tick", x.At(tick), Bottom + 17, "middle", Humanised.Count(tick).Replace(".0", "", StringComparison.Ordinal));
        }

        yield return Svg.Text("tick", (Left + Right) / 2, Height - 6, "middle", sizeTitle);
    }

    private static XElement Mark(ChartPoint point, double x, Scale y, FigureFormat format) => Tag(
        "g",
        Class(point.Standing switch { Standing.Best => "point best", Standing.TiedWithBest => "point tied", _ => "point" }),
        Attribute("data-m", point.Model.ToString(CultureInfo.InvariantCulture)),
        Tag("title", $"{point.Name}: {format.InWords(point.Quality)}; {Humanised.Count(point.Size)} parameters"),
        Svg.Line("whisker", x, y.At(point.Low), x, y.At(point.High)),
        Svg.Circle(null, x, y.At(point.Quality.Value), 4));

    private static IEnumerable<XElement> Names(IReadOnlyList<ChartPoint> points, Scale x, Scale y)
    {
        var labels = new LabelPlacement(Left, Top, Right, Bottom);
        foreach (var point in points)
            labels.Avoid(x.At(point.Size), y.At(point.Quality.Value), y.At(point.High), y.At(point.Low));
        // The best first, then the ends of the range, then from large to small: names that do not fit are left out.
        var smallest = points.MinBy(point => point.Size);
        foreach (var point in points.OrderByDescending(Rank).ThenByDescending(point => point == smallest).ThenByDescending(point => point.Size))
        {
            if (labels.Place(point.Name, x.At(point.Size), y.At(point.Quality.Value)) is not { } place)
                continue;

            var name = Svg.Text(point.Standing == Standing.Best ? "name best" : "name", place.X, place.Y, place.Anchor, place.Text);
            name.Add(Attribute("data-m", point.Model.ToString(CultureInfo.InvariantCulture)));
            yield return name;
        }
    }

    private static int Rank(ChartPoint point) => point.Standing switch
    {
        Standing.Best => 2,
        Standing.TiedWithBest => 1,
        _ => 0,
    };
}
