using System.Globalization;
using System.Xml.Linq;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Figures;
using static EvalKit.Reporting.Html.Tags;

namespace EvalKit.Reporting.Charts;

/// <summary>
/// A cost on a logarithmic axis against one quality: a dot a model with its interval, the best and its ties in colour, lines
/// and bands over them, and as many names as fit.
/// </summary>
/// <param name="Cost">What stands along the bottom.</param>
/// <param name="Quality">What stands up the side.</param>
/// <param name="Points">The models; at least one.</param>
internal sealed record ScatterChart(ChartAxis Cost, ChartAxis Quality, IReadOnlyList<ChartPoint> Points)
{
    // So many dots would be one blot.
    private const int Dense = 150;

    private const double Width = 360;
    private const double Height = 300;
    private const double Left = 38;
    private const double Right = 350;
    private const double Top = 16;
    private const double Bottom = 258;

    /// <summary>Lines over the points; what lies outside of the points' range is left out.</summary>
    public IReadOnlyList<ChartLine> Lines { get; init; } = [];

    /// <summary>Shaded stretches beneath the points.</summary>
    public IReadOnlyList<ChartBand> Bands { get; init; } = [];

    /// <summary>Draws the chart.</summary>
    public XElement Draw()
    {
        var x = Scale.Over(Points.Select(point => point.Cost.Value), Left + 6, Right - 6, isLog: true);
        var y = Scale.Over(Points.SelectMany(point => new[] { point.Low, point.High }), Bottom, Top);
        // The best come last, so that they are drawn over the others; so do those in colour.
        var ordered = Points.OrderBy(Rank).ThenBy(point => point.Colour is not null).ToArray();
        return Svg.Drawing(
            IsDense ? "chart dense" : "chart",
            Width,
            Height,
            $"{Quality.Title} against {Cost.Title}, {Humanised.Plural(Points.Count, "model")}",
            Bands.Select(band => Shade(band, x)),
            Grid(x, y),
            Lines.Select(line => Over(line, x, y)),
            ordered.Select(point => Mark(point, x.At(point.Cost.Value), y)),
            Names(ordered, x, y));
    }

    private bool IsDense => Points.Count > Dense;

    private double Radius => IsDense ? 2 : 4;

    private IEnumerable<XElement> Grid(Scale x, Scale y)
    {
        var ticks = y.Ticks(5);
        var written = FigureFormat.Ticks(Quality.Format, ticks);
        for (var tick = 0; tick < ticks.Count; tick++)
        {
            yield return Svg.Line("grid", Left, y.At(ticks[tick]), Right, y.At(ticks[tick]));
            yield return Svg.Text("tick", Left - 6, y.At(ticks[tick]) + 3.5, "end", written[tick]);
        }

        yield return Svg.Line("axis", Left, Bottom, Right, Bottom);
        ticks = x.Ticks(4);
        written = FigureFormat.Ticks(Cost.Format, ticks);
        for (var tick = 0; tick < ticks.Count; tick++)
        {
            yield return Svg.Line("axis", x.At(ticks[tick]), Bottom, x.At(ticks[tick]), Bottom + 4);
            yield return Svg.Text("tick", x.At(ticks[tick]), Bottom + 17, "middle", written[tick]);
        }

        yield return Svg.Text("tick", (Left + Right) / 2, Height - 6, "middle", Cost.TitleWithUnit);
    }

    private XElement Mark(ChartPoint point, double x, Scale y) => Tag(
        "g",
        Class(point.Standing switch { Standing.Best => "point best", Standing.TiedWithBest => "point tied", _ => point.Colour is null ? "point" : "point " + point.Colour }),
        Attribute("data-m", point.Model.ToString(CultureInfo.InvariantCulture)),
        Tag("title", $"{point.Name}{(point.Family is null ? "" : $" ({point.Family})")}: {Quality.Format.InWords(point.Quality)}; {Cost.Format.Number(point.Cost.Value)} {Unit(Cost)}"),
        // A dot hides what is shorter than itself.
        y.At(point.Low) - y.At(point.High) > 2 * Radius ? Svg.Line("whisker", x, y.At(point.Low), x, y.At(point.High)) : null,
        Svg.Circle(null, x, y.At(point.Quality.Value), Radius));

    private static XElement Over(ChartLine line, Scale x, Scale y) => Tag(
        "g",
        Class(line.Kind),
        Tag("title", line.Title),
        Svg.Polyline(line.Points.Where(point => y.Holds(point.Y)).Select(point => (x.At(point.X), y.At(point.Y)))));

    private static XElement Shade(ChartBand band, Scale x)
    {
        var (from, to) = (x.At(Math.Clamp(band.From, x.Low, x.High)), x.At(Math.Clamp(band.To, x.Low, x.High)));
        return Tag(
            "g",
            Class(band.Kind),
            Tag("title", band.Title),
            Svg.Rectangle(from, Top, to - from, Bottom - Top),
            x.Holds(band.Mark) ? Svg.Line("middle", x.At(band.Mark), Top, x.At(band.Mark), Bottom) : null);
    }

    private static IEnumerable<XElement> Names(IReadOnlyList<ChartPoint> points, Scale x, Scale y)
    {
        var labels = new LabelPlacement(Left, Top, Right, Bottom);
        foreach (var point in points)
            labels.Avoid(x.At(point.Cost.Value), y.At(point.Quality.Value), y.At(point.High), y.At(point.Low));
        // The best first, then the ends of the range, then from large to small: names that do not fit are left out.
        var smallest = points.MinBy(point => point.Cost.Value);
        foreach (var point in points.Where(point => point.IsNamed).OrderByDescending(Rank).ThenByDescending(point => point == smallest).ThenByDescending(point => point.Cost.Value))
        {
            if (labels.Place(point.Name, x.At(point.Cost.Value), y.At(point.Quality.Value)) is not { } place)
                continue;

            var name = Svg.Text(point.Standing == Standing.Best ? "name best" : "name", place.X, place.Y, place.Anchor, place.Text);
            name.Add(Attribute("data-m", point.Model.ToString(CultureInfo.InvariantCulture)));
            yield return name;
        }
    }

    // A figure without a unit of its own is told by its name.
    private static string Unit(ChartAxis axis) => axis.Format.Unit.Length > 0 ? axis.Format.Unit : Lowered(axis.Title);

    private static string Lowered(string title) =>
        title.Length > 1 && char.IsLower(title[1]) ? char.ToLowerInvariant(title[0]) + title[1..] : title;

    private static int Rank(ChartPoint point) => point.Standing switch
    {
        Standing.Best => 2,
        Standing.TiedWithBest => 1,
        _ => 0,
    };
}
