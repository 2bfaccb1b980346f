using EvalKit.Core.Comparison;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Charts;
using EvalKit.Reporting.Figures;

namespace EvalKit.Reporting.Html;

/// <summary>What the comparison says of size and a quality, drawn over their chart: the fitted laws, the plateau, the Pareto front.</summary>
internal static class SizeOverlays
{
    private const int Steps = 48;

    /// <summary>The chart with its overlays; as it is where the report has no comparison of the two.</summary>
    public static ScatterChart Over(ScatterChart chart, Report report, string size, string quality) =>
        report.Comparison?.Relations.FirstOrDefault(one => one.Size == size && one.Quality == quality) is { } relation
            ? Over(chart, relation, _ => "")
            : chart;

    /// <summary>The chart with its overlays.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="relation">What is known of its size and quality.</param>
    /// <param name="colour">The class of a family's colour; empty for the usual one, null where its law is not drawn.</param>
    public static ScatterChart Over(ScatterChart chart, SizeRelation relation, Func<string, string?> colour)
    {
        var drawn = relation.Laws.Where(family => colour(family.Family) is not null).ToArray();
        return chart with
        {
            Lines = [.. drawn.Select(family => Law(relation, family, Kind("law", colour(family.Family)!))), .. Front(chart, relation)],
            Bands = [.. drawn.Where(family => family.Law.HasPlateau).Select(family => Plateau(family, Kind("band", colour(family.Family)!)))],
        };
    }

    private static string Kind(string kind, string colour) => colour.Length == 0 ? kind : $"{kind} {colour}";

    private static ChartLine Law(SizeRelation relation, FamilyLaw family, string kind)
    {
        var (from, to) = (Math.Log(family.Law.Smallest), Math.Log(family.Law.Largest));
        return new(kind, GrowthWords.Of(relation, family), [
            .. Enumerable.Range(0, Steps + 1)
                .Select(step => Math.Exp(from + ((to - from) * step / Steps)))
                .Select(size => (size, relation.Fitted(family.Law, size))),
        ]);
    }

    // Between two models of the front nothing better than the smaller one is to be had, so the front is a stair.
    private static IEnumerable<ChartLine> Front(ScatterChart chart, SizeRelation relation)
    {
        ChartPoint[] front =
        [
            .. relation.Front
                .Select(name => chart.Points.FirstOrDefault(point => point.Name == name))
                .OfType<ChartPoint>(),
        ];
        if (front.Length < 2)
            yield break;

        var corners = new List<(double X, double Y)>();
        foreach (var point in front)
        {
            if (corners.Count > 0)
                corners.Add((point.Cost.Value, corners[^1].Y));
            corners.Add((point.Cost.Value, point.Quality.Value));
        }

        yield return new("front", $"Pareto front: {string.Join(", ", relation.Front)}", corners);
    }

    private static ChartBand Plateau(FamilyLaw family, string kind) =>
        new($"{family.Family}: {GrowthWords.Of(family.Law.Plateau!)}", family.Law.Plateau!.Low, family.Law.Plateau.High, family.Law.Plateau.Size, kind);
}
