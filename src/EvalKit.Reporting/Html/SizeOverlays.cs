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
    public static ScatterChart Over(ScatterChart chart, Report report, string size, string quality)
    {
        if (report.Comparison?.Relations.FirstOrDefault(one => one.Size == size && one.Quality == quality) is not { } relation)
            return chart;

        return chart with
        {
            Lines = [.. relation.Laws.Select(family => Law(relation, family)), .. Front(chart, report, relation)],
            Bands = [.. relation.Laws.Where(family => family.Law.HasPlateau).Select(family => Plateau(family))],
        };
    }

    private static ChartLine Law(SizeRelation relation, FamilyLaw family)
    {
        var (from, to) = (Math.Log(family.Law.Smallest), Math.Log(family.Law.Largest));
        return new("law", GrowthWords.Of(relation, family), [
            .. Enumerable.Range(0, Steps + 1)
                .Select(step => Math.Exp(from + ((to - from) * step / Steps)))
                .Select(size => (size, relation.Fitted(family.Law, size))),
        ]);
    }

    // Between two models of the front nothing better than the smaller one is to be had, so the front is a stair.
    private static IEnumerable<ChartLine> Front(ScatterChart chart, Report report, SizeRelation relation)
    {
        ChartPoint[] front =
        [
            .. relation.Front
                .Select(name => chart.Points.FirstOrDefault(point => report.Models[point.Model].Name == name))
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

    private static ChartBand Plateau(FamilyLaw family) =>
        new($"{family.Family}: {GrowthWords.Of(family.Law.Plateau!)}", family.Law.Plateau!.Low, family.Law.Plateau.High, family.Law.Plateau.Size);
}
