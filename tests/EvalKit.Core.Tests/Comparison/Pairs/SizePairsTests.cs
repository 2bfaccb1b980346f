using EvalKit.Core.Comparison;
using EvalKit.Core.Comparison.Pairs;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Tests.Comparison.Pairs;

public sealed class SizePairsTests
{
    /// <summary>
    /// Sizes 1, 1.5, 4, 10: five pairs a factor of two apart. m0 is right on 900 of 1,000 samples, the others on 800, 950 and 850, nested,
    /// so that each pair differs on as many samples as its accuracies say, all on one side.
    /// </summary>
    [Fact]
    public void Pairs_are_tested_on_common_samples()
    {
        var pairs = Of([1, 1.5, 4, 10], Tables.FromHits(QualityAxis.Performance, 1000, 900, 800, 950, 850));
        Assert.Equal((5, 2, 5, 2, 3, true), (pairs.Count, pairs.SmallerAhead, pairs.Tested, pairs.SmallerBetter, pairs.LargerBetter, pairs.IsPaired));
        Assert.Equal(["m0", "m2"], pairs.Winners.Select(winner => winner.Model));
        Assert.All(pairs.Winners, winner => Assert.Equal("m3", winner.Larger));
        Assert.Equal(0.05, pairs.Winners[0].Advantage, 12);
        Assert.Equal(Tango.Of(50, 0, 1000, 0.95), pairs.Winners[0].Interval);
    }

    /// <summary>z = 0.05 / (0.01 √2) = 3.54, p = 0.0004 for each of the two that differ by 0.05; Holm over three takes the smallest three times.</summary>
    [Fact]
    public void Without_samples_standard_errors_tell()
    {
        var pairs = Of([1, 4, 16], Tables.Quality(QualityAxis.Performance, 0.85, 0.8, 0.805).WithErrors(0.01));
        Assert.Equal((3, 2, 3, 2, 0, false), (pairs.Count, pairs.SmallerAhead, pairs.Tested, pairs.SmallerBetter, pairs.LargerBetter, pairs.IsPaired));
        Assert.Equal(2, Assert.Single(pairs.Winners).Beaten);
    }

    [Fact]
    public void Without_errors_nothing_is_tested()
    {
        var pairs = Of([1, 4, 16], Tables.Quality(QualityAxis.Performance, 0.9, double.NaN, 0.8));
        Assert.Equal((1, 1, 0), (pairs.Count, pairs.SmallerAhead, pairs.Tested));
    }

    private static SizePairs Of(double[] sizes, ModelQuality quality) => SizePairs.Of(Tables.Of(sizes, quality), sizes, quality);
}
