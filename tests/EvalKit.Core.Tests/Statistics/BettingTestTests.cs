using EvalKit.Core.Randomness;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Tests.Statistics;

public sealed class BettingTestTests
{
    /// <summary>Eight bets of 0.9 / 0.5 · 2⁻ⁱ on values 1 and 0 beside the mean ½, by hand.</summary>
    [Fact]
    public void The_capital_is_the_mean_of_the_bets_products()
    {
        var test = new BettingTest(0, 1, 0.5, isAbove: true);
        test.Add([1, 1, 0]);
        double[] bets = [1.8, 0.9, 0.45, 0.225, 0.1125, 0.05625, 0.028125, 0.0140625];
        var two = bets.Average(bet => (1 + (bet / 2)) * (1 + (bet / 2)));
        Assert.Equal(two, test.Evidence, 12);
        test.Add(1);
        var four = bets.Average(bet => Math.Pow(1 + (bet / 2), 3) * (1 - (bet / 2)));
        Assert.Equal(Math.Max(two, four), test.Evidence, 12);
        Assert.Equal(4, test.N);
    }

    [Fact]
    public void Below_mirrors_above()
    {
        double[] values = [0.1, 0.7, 0.3, 0.9, 0.2, 0.4];
        var (above, below) = (new BettingTest(-1, 2, 0.5, true), new BettingTest(-2, 1, -0.5, false));
        above.Add(values);
        below.Add([.. values.Select(value => -value)]);
        Assert.Equal(above.Evidence, below.Evidence, 12);
    }

    /// <summary>However often it is looked at, at most one in twenty true hypotheses is ever rejected (three standard errors above).</summary>
    [Fact]
    public void A_true_hypothesis_is_seldom_rejected_at_any_time()
    {
        var rejected = 0;
        for (var draw = 0; draw < 400; draw++)
        {
            var random = new RandomStream(RandomStream.KeyOf(1, "betting", draw, ""));
            var test = new BettingTest(0, 1, 0.9, true);
            for (var i = 0; i < 3000; i++) test.Add(random.NextDouble() < 0.9 ? 1 : 0);
            if (test.Evidence >= 20) rejected++;
        }

        Assert.InRange(rejected, 1, 33);
    }

    /// <summary>With a fixed number of samples their order does not count, and the end is where the capital itself is 20.</summary>
    [Fact]
    public void A_fixed_interval_does_not_depend_on_the_order()
    {
        var values = Enumerable.Range(0, 300).Select(i => i / 300.0 * i / 300.0).ToArray();
        var (forth, back) = (BettingInterval.Of(values, 0, 1, 0.90, isAnytime: false), BettingInterval.Of([.. values.Reverse()], 0, 1, 0.90, isAnytime: false));
        Assert.Equal(forth.Low!.Value, back.Low!.Value, 8);
        Assert.Equal(forth.High!.Value, back.High!.Value, 8);
        var test = new BettingTest(0, 1, forth.Low.Value, isAbove: true);
        test.Add(values);
        Assert.Equal(20, test.Capital, 4);
    }

    [Fact]
    public void Overwhelming_evidence_stays_finite()
    {
        var test = new BettingTest(0, 1, 0.1, true);
        for (var i = 0; i < 5000; i++) test.Add(1);
        Assert.True(double.IsFinite(test.Evidence));
    }

    /// <summary>The ends are the means at which the evidence is just 20, and widen with the confidence.</summary>
    [Fact]
    public void The_interval_holds_the_means_that_are_not_rejected()
    {
        var values = Enumerable.Range(0, 400).Select(i => i % 10 == 0 ? 0.0 : 1).ToArray();
        var estimate = BettingInterval.Of(values, 0, 1, 0.90, isAnytime: true);
        Assert.Equal(0.9, estimate.Value, 12);
        Assert.InRange(Evidence(estimate.Low!.Value, true), 20, 20.01);
        Assert.InRange(Evidence(estimate.High!.Value, false), 20, 20.01);
        Assert.True(BettingInterval.Of(values, 0, 1, 0.99, isAnytime: true).Low < estimate.Low);

        double Evidence(double mean, bool isAbove)
        {
            var test = new BettingTest(0, 1, mean, isAbove);
            test.Add(values);
            return test.Evidence;
        }
    }
}
