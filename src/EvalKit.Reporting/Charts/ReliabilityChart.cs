using System.Globalization;
using System.Xml.Linq;
using EvalKit.Core.Reports.Calibration;
using EvalKit.Reporting.Figures;
using static EvalKit.Reporting.Html.Tags;

namespace EvalKit.Reporting.Charts;

/// <summary>A reliability diagram: the share of right predictions against their confidence, and the diagonal on which both are equal.</summary>
internal static class ReliabilityChart
{
    private const double Width = 260;
    private const double Height = 214;
    private const double Left = 34;
    private const double Right = 252;
    private const double Top = 8;
    private const double Bottom = 174;

    /// <summary>Draws one model's diagram.</summary>
    /// <param name="diagram">The diagram.</param>
    /// <param name="model">The model's position in the report.</param>
    public static XElement Draw(ReliabilityDiagram diagram, int model)
    {
        var (x, y) = (new Scale(0, 1, Left, Right), new Scale(0, 1, Bottom, Top));
        var most = diagram.Bins.Max(bin => bin.Accuracy.N);
        return Svg.Drawing(
            "chart small",
            Width,
            Height,
            $"Reliability diagram of {diagram.Model}: accuracy against confidence in {Humanised.Plural(diagram.Bins.Count, "bin")}",
            Grid(x, y),
            Svg.Line("diagonal", Left, Bottom, Right, Top),
            Tag("g", Class("reliability"), Svg.Polyline(diagram.Bins.Select(bin => (x.At(bin.Confidence), y.At(bin.Accuracy.Value))))),
            diagram.Bins.Select(bin => Mark(diagram, bin, model, most, x, y)));
    }

    private static IEnumerable<XElement> Grid(Scale x, Scale y)
    {
        foreach (var tick in new[] { 0, 0.25, 0.5, 0.75, 1 })
        {
            var text = FigureFormat.Share.Number(tick).Replace(".0", "", StringComparison.Ordinal);
            yield return Svg.Line("grid", Left, y.At(tick), Right, y.At(tick));
            yield return Svg.Text("tick", Left - 5, y.At(tick) + 4, "end", text);
            yield return Svg.Text("tick", x.At(tick), Bottom + 17, "middle", text);
        }

        yield return Svg.Text("tick", (Left + Right) / 2, Height - 5, "middle", "confidence, %");
    }

    // The area of a dot is the number of samples behind it.
    private static XElement Mark(ReliabilityDiagram diagram, ReliabilityBin bin, int model, long most, Scale x, Scale y) => Tag(
        "g",
        Class("point"),
        Attribute("data-m", model.ToString(CultureInfo.InvariantCulture)),
        Tag("title", $"{diagram.Model}, confidence {FigureFormat.Share.Number(bin.Confidence)} %: right in {FigureFormat.Share.InWords(bin.Accuracy)}"),
        Svg.Line("whisker", x.At(bin.Confidence), y.At(bin.Accuracy.Low!.Value), x.At(bin.Confidence), y.At(bin.Accuracy.High!.Value)),
        Svg.Circle(null, x.At(bin.Confidence), y.At(bin.Accuracy.Value), 2.5 + (4 * Math.Sqrt((double)bin.Accuracy.N / most))));
}
