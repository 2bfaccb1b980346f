using EvalKit.Core.Reports;
using EvalKit.Core.Tests.Reports;

namespace EvalKit.Core.Tests.Comparison;

public sealed class AxisRankingsTests
{
    /// <summary>
    /// Of 1,000 samples the best misses 100; one misses 101 of which 11 others (p = 0.83), one 40 more (p = 3e-10).
    /// </summary>
    [Fact]
    public void Tells_worse_from_tied_in_pairs()
    {
        var standings = Standings(
            Runs.Model("best", 1, 1000, i => i >= 100),
            Runs.Model("tied", 2, 1000, i => i is >= 90 and < 989),
            Runs.Model("worse", 3, 1000, i => i >= 140));
        Assert.Equal([Standing.Best, Standing.TiedWithBest, Standing.Worse], standings);
    }

    /// <summary>6 discordant samples against 0 give p = 0.0143: worse beside one other, tied among five (5 · 0.0143 > 0.05).</summary>
    [Fact]
    public void Corrects_for_the_number_of_models()
    {
        ModelRun Behind(int k) => Runs.Model($"m{k}", 2 + k, 1000, i => i >= 106);
        var best = Runs.Model("best", 1, 1000, i => i >= 100);
        Assert.Equal([Standing.Best, Standing.Worse], Standings(best, Behind(0)));
        Assert.Equal(
            [Standing.Best, .. Enumerable.Repeat(Standing.TiedWithBest, 5)],
            Standings([best, .. Enumerable.Range(0, 5).Select(Behind)]));
    }

    [Fact]
    public void Of_equal_values_the_smallest_model_is_the_best() =>
        Assert.Equal([Standing.Best, Standing.TiedWithBest], Standings(Runs.Model("large", 2, 100, i => i > 9), Runs.Model("small", 1, 100, i => i > 9)));

    [Fact]
    public void Equal_counts_of_macs_share_the_first_place()
    {
        var axis = Summary.Of(Runs.Of(Runs.Model("a", 5, 9, _ => true), Runs.Model("b", 5, 9, _ => true), Runs.Model("c", 6, 9, _ => true))).Scorecard.Axes[^1];
        Assert.Equal("cost", axis.Axis);
        Assert.Equal([Standing.Best, Standing.Best, Standing.Worse], axis.Standings);
    }

    [Fact]
    public void Explanations_of_few_common_samples_are_not_ranked()
    {
        var run = Runs.Of(
                Runs.Model("a", 1, 300, i => i < 199).Explained("rise", 300, i => (i % 3, 0, 0)),
                Runs.Model("b", 2, 300, _ => true).Explained("rise", 300, i => (i % 5, 0, 0)))
            .WithRelevanceGain(true, "rise");
        var axis = Summary.Of(run).Scorecard.Axes[1];
        Assert.Equal("interpretability", axis.Axis);
        Assert.Equal([Standing.Unranked, Standing.Unranked], axis.Standings);
        Assert.Equal("199 common samples cannot tell the models apart: ranking needs 200", axis.Note);
    }

    [Fact]
    public void Explanations_of_enough_common_samples_are()
    {
        var run = Runs.Of(
                Runs.Model("a", 1, 300, _ => true).Explained("rise", 300, i => (i % 3, 0, 0)),
                Runs.Model("b", 2, 300, _ => true).Explained("rise", 300, i => (i % 5, 0, 0)))
            .WithRelevanceGain(true, "rise");
        var axis = Summary.Of(run).Scorecard.Axes[1];
        Assert.Null(axis.Note);
        Assert.Equal([Standing.Worse, Standing.Best], axis.Standings);
    }

    [Fact]
    public void A_model_without_the_figure_is_not_ranked() =>
        Assert.Equal([Standing.Unranked, Standing.Best], Standings(Runs.Model("a", 1, 9, _ => true) with { Clean = null }, Runs.Model("b", 2, 9, _ => true)));

    private static IReadOnlyList<Standing> Standings(params IReadOnlyList<ModelRun> models) => Summary.Of(Runs.Of(models)).Scorecard.Axes[0].Standings;
}
