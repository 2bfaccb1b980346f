using System.Globalization;
using System.Xml.Linq;
using static EvalKit.Reporting.Html.Tags;

namespace EvalKit.Reporting.Charts;

/// <summary>The shapes of charts. Colours come from the page's style, so that they follow light and dark.</summary>
internal static class Svg
{
    /// <summary>A drawing that scales with its column and says to a screen reader what it shows.</summary>
    public static XElement Drawing(string kind, double width, double height, string label, params object?[] content) => Tag(
        "svg",
        Class(kind),
        Attribute("viewBox", $"0 0 {Place(width)} {Place(height)}"),
        Attribute("role", "img"),
        Attribute("aria-label", label),
        content);

    /// <summary>A line.</summary>
    public static XElement Line(string kind, double x1, double y1, double x2, double y2) => Tag(
        "line", Class(kind), Attribute("x1", Place(x1)), Attribute("y1", Place(y1)), Attribute("x2", Place(x2)), Attribute("y2", Place(y2)));

    /// <summary>A circle.</summary>
    public static XElement Circle(string? kind, double x, double y, double radius) => Tag(
        "circle", Class(kind), Attribute("cx", Place(x)), Attribute("cy", Place(y)), Attribute("r", Place(radius)));

    /// <summary>A rectangle.</summary>
    public static XElement Rectangle(double x, double y, double width, double height) => Tag(
        "rect", Attribute("x", Place(x)), Attribute("y", Place(y)), Attribute("width", Place(width)), Attribute("height", Place(height)));

    /// <summary>A text.</summary>
    /// <param name="kind">Its class.</param>
    /// <param name="x">Its place.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    /// <param name="text">The text.</param>
    public static XElement Text(string kind, double x, double y, string anchor, string text) => Tag(
        "text", Class(kind), Attribute("x", Place(x)), Attribute("y", Place(y)), Attribute("text-anchor", anchor), text);

    /// <summary>Connected lines.</summary>
    public static XElement Polyline(IEnumerable<(double X, double Y)> points) => Tag(
        "polyline", Attribute("points", string.Join(' ', points.Select(point => $"{Place(point.X)},{Place(point.Y)}"))));

    /// <summary>A coordinate with one decimal.</summary>
    public static string Place(double value) => (Math.Round(value, 1) + 0.0).ToString("0.#", CultureInfo.InvariantCulture);
}
