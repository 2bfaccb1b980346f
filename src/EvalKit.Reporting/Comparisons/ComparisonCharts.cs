using System.Globalization;
using System.Xml.Linq;
using EvalKit.Core.Comparison;
using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Charts;
using EvalKit.Reporting.Figures;
using EvalKit.Reporting.Html;
using static EvalKit.Reporting.Html.Tags;

namespace EvalKit.Reporting.Comparisons;

/// <summary>Every quality of a comparison against a notion of size, as charts, with their numbers in a table behind.</summary>
/// <param name="comparison">The comparison.</param>
/// <param name="first">The number of the first of its models on the page.</param>
internal sealed class ComparisonCharts(SizeComparison comparison, int first)
{
    // Names beside more points than that are clutter, but for those of the front.
    private const int MostNamed = 40;

    private readonly FamilyColours _colours = FamilyColours.Of(comparison);
    private readonly Dictionary<string, int> _models = comparison.Relations.SelectMany(relation => relation.Points)
        .Select(point => point.Name).Distinct(StringComparer.Ordinal).Index().ToDictionary(model => model.Item, model => first + model.Index, StringComparer.Ordinal);

    /// <summary>The number of models that are drawn.</summary>
    public int Count => _models.Count;

    /// <summary>The charts of one notion of size; null where no model has it and a quality.</summary>
    /// <param name="size">The notion of size.</param>
    public XElement? Of(ModelSize size)
    {
        var relations = comparison.Relations.Where(relation => relation.Size == size.Id && relation.Points.Count > 0).ToArray();
        return relations.Length == 0 ? null : Tag(
            "div",
            Tag("div", Class("panels three"), relations.Select(relation => QualityCharts.Figure(Chart(size, relation)))),
            Tag("details", Tag("summary", $"The numbers: every model by {size.Title}"), Numbers(size, relations)));
    }

    /// <summary>What colours, lines and bands mean.</summary>
    public XElement Legend() => Tag(
        "p",
        Class("legend"),
        _colours.Families.Select(family => Key("dot " + _colours.Of(family), family)),
        _colours.Families.Count > 0 && _colours.Others > 0 ? Key("dot others", $"other families, {Humanised.Plural(_colours.Others, "model")}") : null,
        Key("fitted", _colours.Families.Count > 0 ? "fitted law, in its family's colour" : "fitted law"),
        comparison.Relations.Any(relation => relation.Laws.Any(family => family.Law.HasPlateau)) ? Key("plateau", "where its plateau begins, 95 %") : null,
        Key("pareto", "Pareto front"));

    private ScatterChart Chart(ModelSize size, SizeRelation relation)
    {
        var front = relation.Front.ToHashSet(StringComparer.Ordinal);
        ChartPoint[] points =
        [
            .. relation.Points.Select(point => new ChartPoint(_models[point.Name], point.Name, Estimate.Exact(point.Size), point.Quality, Standing.Unranked)
            {
                Family = point.Family,
                Colour = _colours.Of(point.Family),
                IsNamed = relation.Points.Count <= MostNamed || front.Contains(point.Name),
            }),
        ];
        var chart = new ScatterChart(new(size.Title, Format(size)), new(relation.Info.Title, Format(relation)), points);
        return SizeOverlays.Over(chart, relation, family => _colours.Families.Count == 0 ? "" : _colours.Of(family));
    }

    private XElement Numbers(ModelSize size, SizeRelation[] relations)
    {
        var rows = relations.SelectMany(relation => relation.Points).DistinctBy(point => point.Name, StringComparer.Ordinal).OrderBy(point => point.Size);
        var qualities = relations.Select(relation => (Format: Format(relation), ByName: relation.Points.ToDictionary(point => point.Name, point => point.Quality, StringComparer.Ordinal))).ToArray();
        string[] headings = ["model", "family", size.Title, .. relations.Zip(qualities, (relation, quality) => new ChartAxis(relation.Info.Title, quality.Format).TitleWithUnit)];
        return Tag(
            "div",
            Class("scroll"),
            Attribute("tabindex", "0"),
            Attribute("role", "region"),
            Attribute("aria-label", $"Every model by {size.Title}"),
            Tag(
                "table",
                Class("models"),
                Tag("caption", Tag("span", "± half the 95 % interval where it is known.")),
                Tag("thead", Tag("tr", headings.Select((heading, column) => Tag("th", Attribute("scope", "col"), Attribute("data-sort", column < 2 ? "text" : "number"), heading)))),
                Tag("tbody", rows.Select(row => Tag(
                    "tr",
                    Attribute("data-m", _models[row.Name].ToString(CultureInfo.InvariantCulture)),
                    Tag("th", Attribute("scope", "row"), row.Name),
                    Tag("td", row.Family ?? ""),
                    Cell(row.Size, Format(size).Number(row.Size)),
                    qualities.Select(quality => quality.ByName.GetValueOrDefault(row.Name) is { } figure
                        ? Cell(figure.Value, $"{quality.Format.Value(figure)} {quality.Format.Spread(figure)}".TrimEnd())
                        : Cell(double.NaN, "")))))));
    }

    private static XElement Cell(double value, string text) => Tag("td", Attribute("data-v", value.ToString("R", CultureInfo.InvariantCulture)), text);

    private static FigureFormat Format(SizeRelation relation) => FigureFormat.Of(relation.Quality, relation.Info, relation.Points.Select(point => point.Quality));

    private static FigureFormat Format(ModelSize size) => FigureFormat.Of("cost/" + size.Title, null, []);

    private static XElement Key(string kind, string text) => Tag("span", Class("key " + kind), text);
}
