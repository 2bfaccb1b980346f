using System.Globalization;
using EvalKit.Core.Execution;
using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;
using EvalKit.Core.Reports.Figures;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Comparison;

/// <summary>Ranks the models on each axis by the figure that stands for it.</summary>
internal static class AxisRankings
{
    private const double Alpha = 0.05;

    private static readonly (string Axis, string MetricId, int LeastSamples)[] Tested =
    [
        ("performance", PrimaryFigures.Performance, 2),
        ("robustness", PrimaryFigures.Robustness, 2),
        ("interpretability", PrimaryFigures.Interpretability, 200),
    ];

    /// <summary>The axes that were measured, in their fixed order.</summary>
    /// <param name="models">The models by size: of equal values the smaller model's is called the best.</param>
    /// <param name="estimates">Each model's computed figures.</param>
    /// <param name="resamples">The resamples that all tests share.</param>
    public static IReadOnlyList<AxisRanking> Of(
        IReadOnlyList<ModelFigures> models,
        IReadOnlyList<IReadOnlyDictionary<string, Estimate>> estimates,
        Resamples resamples)
    {
        var rankings = new List<AxisRanking>();
        foreach (var (axis, id, least) in Tested)
        {
            if (models.Count == 0 || !models[0].ById.TryGetValue(id, out var figure)) continue;
            var usable = Usable(models, estimates, id);
            var n = usable.Contains(true) ? estimates.Where((_, i) => usable[i]).Min(figures => figures[id].N) : 0;
            var note = n >= least ? null : n == 0
                ? "no model has this figure in full"
                : string.Create(CultureInfo.InvariantCulture, $"{n:N0} common samples cannot tell the models apart: ranking needs {least}");
            var standings = note is null
                ? Rank(models, estimates, usable, figure, resamples)
                : [.. models.Select(_ => Standing.Unranked)];
            rankings.Add(new(axis, id, standings, note));
        }

        if (models.Count > 0) rankings.Add(CostRanking(models, estimates));
        return rankings;
    }

    private static bool[] Usable(IReadOnlyList<ModelFigures> models, IReadOnlyList<IReadOnlyDictionary<string, Estimate>> estimates, string id) =>
        [.. models.Select((model, i) => model.ById[id].Gap is null && estimates[i][id].IsDefined)];

    private static Standing[] Rank(
        IReadOnlyList<ModelFigures> models,
        IReadOnlyList<IReadOnlyDictionary<string, Estimate>> estimates,
        bool[] usable,
        Figure figure,
        Resamples resamples)
    {
        var standings = new Standing[models.Count];
        Array.Fill(standings, Standing.Unranked);
        var best = IndexOfBest(estimates, usable, figure);
        var values = models[best].ById[figure.Id].PerSample!();
        var others = Enumerable.Range(0, models.Count).Where(i => usable[i] && i != best).ToArray();
        var pValues = new double[others.Length];
        Parallel.For(0, others.Length, Processors.All, i =>
            pValues[i] = PairedTest.PValue(values, models[others[i]].ById[figure.Id].PerSample!(), resamples));

        standings[best] = Standing.Best;
        var adjusted = Holm.Adjust(pValues);
        for (var i = 0; i < others.Length; i++)
        {
            standings[others[i]] = adjusted[i] <= Alpha ? Standing.Worse : Standing.TiedWithBest;
        }

        return standings;
    }

    private static int IndexOfBest(IReadOnlyList<IReadOnlyDictionary<string, Estimate>> estimates, bool[] usable, Figure figure)
    {
        var sign = figure.Info.Direction == ScoreDirection.LowerIsBetter ? -1 : 1;
        return Enumerable.Range(0, usable.Length).Where(i => usable[i]).MaxBy(i => sign * estimates[i][figure.Id].Value);
    }

    // Counts have no sampling error, so nothing is tested: equal counts share the first place.
    private static AxisRanking CostRanking(IReadOnlyList<ModelFigures> models, IReadOnlyList<IReadOnlyDictionary<string, Estimate>> estimates)
    {
        var id = PrimaryFigures.Cost;
        var usable = Usable(models, estimates, id);
        if (!usable.Contains(true)) return new("cost", id, [.. models.Select(_ => Standing.Unranked)], "no model could be read");
        var least = estimates.Where((_, i) => usable[i]).Min(figures => figures[id].Value);
        return new("cost", id, [.. models.Select((_, i) => !usable[i] ? Standing.Unranked : estimates[i][id].Value == least ? Standing.Best : Standing.Worse)], null);
    }
}
