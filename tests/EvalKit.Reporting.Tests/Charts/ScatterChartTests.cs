using System.Globalization;
using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Charts;
using EvalKit.Reporting.Figures;

namespace EvalKit.Reporting.Tests.Charts;

public sealed class ScatterChartTests
{
    /// <summary>Sizes 1e3 to 1e6 span 44 to 344 with 0.18 decades at either end, so that a decade is 300 / 3.36 wide.</summary>
    [Fact]
    public void A_plateau_is_shaded_from_end_to_end_and_marked_where_it_begins()
    {
        var chart = Chart() with { Bands = [new("plateau", 1e4, 1e5, 3e4), new("open", 1e5, double.PositiveInfinity, 1e9)] };

        var bands = chart.Draw().Elements("g").Where(mark => (string?)mark.Attribute("class") == "band").ToArray();

        Assert.Equal((149.4, 89.3), (Number(bands[0].Element("rect"), "x"), Number(bands[0].Element("rect"), "width")));
        Assert.Equal(192, Number(bands[0].Element("line"), "x1"));
        // The second ends with the axis, and its place lies beyond.
        Assert.Equal(344, Number(bands[1].Element("rect"), "x") + Number(bands[1].Element("rect"), "width"), 0.11);
        Assert.Null(bands[1].Element("line"));
    }

    [Fact]
    public void A_line_ends_where_it_leaves_the_chart()
    {
        var chart = Chart() with { Lines = [new("law", "law", [(1e3, 0.8), (1e4, 0.85), (1e5, 2)])] };

        var points = chart.Draw().Elements("g").Single(mark => (string?)mark.Attribute("class") == "law").Element("polyline")!.Attribute("points")!.Value;

        Assert.Equal(2, points.Split(' ').Length);
    }

    private static ScatterChart Chart() => new(
        new("Parameters", FigureFormat.Of("cost/parameters", null, [])),
        new("Accuracy", FigureFormat.Share),
        [Point(0, 1e3, 0.8), Point(1, 1e6, 0.9)]);

    private static ChartPoint Point(int model, double size, double quality) =>
        new(model, "m", Estimate.Exact(size), new(quality, null, null, 100), Standing.Worse);

    private static double Number(System.Xml.Linq.XElement? shape, string attribute) =>
        double.Parse(shape!.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);
}
