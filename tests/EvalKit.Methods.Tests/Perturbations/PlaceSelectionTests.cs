using EvalKit.Core.Randomness;
using EvalKit.Methods.Perturbations;

namespace EvalKit.Methods.Tests.Perturbations;

public class PlaceSelectionTests
{
    [Theory]
    [InlineData(40, 0.05, 2)]
    [InlineData(200, 0.01, 2)]
    [InlineData(7, 1, 7)]
    [InlineData(7, 0, 0)]
    [InlineData(0, 0.5, 0)]
    public void A_whole_number_of_places_is_chosen_exactly(int places, double share, int expected)
    {
        for (var key = 0UL; key < 100; key++) Assert.Equal(expected, Choose(key, places, share).Count(chosen => chosen));
    }

    [Fact]
    public void A_share_of_a_place_is_chosen_so_often()
    {
        // 10 × 0.13 = 1.3 places: 1 or 2, 1.3 on average.
        const int Draws = 20_000;
        var counts = Enumerable.Range(0, Draws).Select(key => Choose((ulong)key, 10, 0.13).Count(chosen => chosen)).ToArray();
        Assert.Equal([1, 2], counts.Distinct().Order());
        Assert.Equal(1.3, counts.Average(), 4 * Math.Sqrt(0.3 * 0.7 / Draws));
    }

    [Fact]
    public void Every_set_of_places_is_equally_likely()
    {
        // 2 of 5 places: 10 sets. The sum of squares is χ² with 9 degrees of freedom, above 27.9 once in 1,000.
        const int Draws = 20_000;
        var sets = Enumerable.Range(0, Draws)
            .GroupBy(key => string.Concat(Choose((ulong)key, 5, 0.4).Select(chosen => chosen ? '1' : '0')))
            .Select(group => group.Count())
            .ToArray();
        Assert.Equal(10, sets.Length);
        Assert.InRange(sets.Sum(count => Math.Pow(count - (Draws / 10.0), 2) / (Draws / 10.0)), 0, 27.9);
    }

    private static bool[] Choose(ulong key, int places, double share)
    {
        var random = new RandomStream(key);
        var selection = new PlaceSelection(ref random, places, share);
        var chosen = new bool[places];
        for (var i = 0; i < places; i++) chosen[i] = selection.Next(ref random);
        return chosen;
    }
}
