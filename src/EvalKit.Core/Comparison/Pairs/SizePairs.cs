using EvalKit.Core.Execution;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Comparison.Pairs;

/// <summary>The pairs of models of which one is at least twice as large as the other, and which of the two is better.</summary>
/// <param name="Count">The number of pairs of which both values are known.</param>
/// <param name="SmallerAhead">Those in which the smaller model's value is better or equal, whatever chance says.</param>
/// <param name="Tested">Those that could be tested.</param>
/// <param name="SmallerBetter">Those in which the smaller is better as tested (two-sided, Holm over the tested pairs, 5 %).</param>
/// <param name="LargerBetter">Those in which the larger is.</param>
/// <param name="Winners">The models that are better than some at least twice as large, those that beat the most first.</param>
/// <param name="IsPaired">Whether the tests are on common samples; false where they rest on standard errors, or there are none.</param>
public sealed record SizePairs(
    int Count,
    int SmallerAhead,
    int Tested,
    int SmallerBetter,
    int LargerBetter,
    IReadOnlyList<SmallerWinner> Winners,
    bool IsPaired)
{
    private const double Alpha = 0.05;

    /// <summary>The least ratio of the sizes of a pair.</summary>
    public const double LeastRatio = 2;

    internal static SizePairs Of(ComparedModels models, IReadOnlyList<double> sizes, ModelQuality quality)
    {
        var pairs = (
            from smaller in Enumerable.Range(0, sizes.Count)
            where double.IsFinite(quality.Values[smaller])
            from larger in Enumerable.Range(0, sizes.Count)
            where double.IsFinite(quality.Values[larger]) && sizes[larger] >= LeastRatio * sizes[smaller]
            select (Smaller: smaller, Larger: larger)).ToArray();
        var ahead = pairs.Count(pair => (quality.Values[pair.Smaller] - quality.Values[pair.Larger]) * quality.Sign >= 0);
        if (quality.PerSample is null && quality.StandardErrors is null) return new(pairs.Length, ahead, 0, 0, 0, [], false);

        var differences = new QualityDifference?[pairs.Length];
        Parallel.For(0, pairs.Length, Processors.All, i => differences[i] = QualityDifference.Of(quality, pairs[i].Smaller, pairs[i].Larger));
        var tested = pairs.Zip(differences).Where(one => one.Second is not null).Select(one => (Pair: one.First, Difference: one.Second!)).ToArray();
        var adjusted = Holm.Adjust([.. tested.Select(one => one.Difference.PValue)]);
        var decided = tested.Where((_, i) => adjusted[i] <= Alpha).ToArray();
        return new(
            pairs.Length,
            ahead,
            tested.Length,
            decided.Count(one => one.Difference.Value > 0),
            decided.Count(one => one.Difference.Value < 0),
            [
                .. decided.Where(one => one.Difference.Value > 0)
                    .GroupBy(one => one.Pair.Smaller)
                    .Select(wins => (Wins: wins, Largest: wins.MaxBy(one => sizes[one.Pair.Larger])))
                    .Select(one => new SmallerWinner(
                        models.Models[one.Wins.Key].Name,
                        sizes[one.Wins.Key],
                        one.Wins.Count(),
                        models.Models[one.Largest.Pair.Larger].Name,
                        sizes[one.Largest.Pair.Larger],
                        one.Largest.Difference.Value,
                        one.Largest.Difference.At(Intervals.Usual)))
                    .OrderByDescending(winner => winner.Beaten).ThenBy(winner => winner.Size).ThenBy(winner => winner.Model, StringComparer.Ordinal),
            ],
            quality.PerSample is not null);
    }
}

/// <summary>A model that is better than larger ones.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Size">Its size.</param>
/// <param name="Beaten">The number of models at least twice as large that it is better than, as tested.</param>
/// <param name="Larger">The largest of them.</param>
/// <param name="LargerSize">That one's size.</param>
/// <param name="Advantage">By how much it is better than that one, positive, in the quality's unit.</param>
/// <param name="Interval">The advantage's 95 % interval, not corrected for the number of pairs.</param>
public sealed record SmallerWinner(string Model, double Size, int Beaten, string Larger, double LargerSize, double Advantage, Interval Interval);
