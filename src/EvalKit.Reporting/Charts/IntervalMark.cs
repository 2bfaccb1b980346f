using System.Xml.Linq;
using EvalKit.Core.Metrics;
using EvalKit.Reporting.Figures;
using static EvalKit.Reporting.Html.Tags;

namespace EvalKit.Reporting.Charts;

/// <summary>A figure and its interval on a short line, for the cells of a column: all cells share one scale.</summary>
internal static class IntervalMark
{
    private const double Width = 92;
    private const double Height = 8;

    /// <summary>The scale of a column; null where none of its figures is defined.</summary>
    public static Scale? ScaleOf(FigureColumn column)
    {
        Estimate[] defined = [.. column.Figures.OfType<Estimate>().Where(figure => figure.IsDefined)];
        return defined.Length == 0
            ? null
            : Scale.Over(defined.SelectMany(figure => new[] { figure.Low ?? figure.Value, figure.High ?? figure.Value }), 3, Width - 3);
    }

    /// <summary>Draws one figure. It repeats the cell's numbers, so screen readers pass it over.</summary>
    public static XElement Draw(Estimate figure, Scale scale)
    {
        var drawing = Tag(
            "svg",
            Class("mark"),
            Attribute("viewBox", $"0 0 {Svg.Place(Width)} {Svg.Place(Height)}"),
            Attribute("aria-hidden", "true"),
            Svg.Line("track", 0, Height / 2, Width, Height / 2));
        if (figure is { Low: { } low, High: { } high })
            drawing.Add(Svg.Line("range", scale.At(low), Height / 2, scale.At(high), Height / 2));
        drawing.Add(Svg.Circle(null, scale.At(figure.Value), Height / 2, 2.6));
        return drawing;
    }
}
