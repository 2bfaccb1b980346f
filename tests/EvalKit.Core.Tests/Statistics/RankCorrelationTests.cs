using EvalKit.Core.Statistics;

namespace EvalKit.Core.Tests.Statistics;

public sealed class RankCorrelationTests
{
    private static readonly double[] Five = [1, 2, 3, 4, 5];

    /// <summary>SciPy's documented example, with a tie: spearmanr gives 0.8207826816681233. The interval by hand from Bonett and Wright's formula.</summary>
    [Fact]
    public void Ties_share_their_mean_rank()
    {
        var correlation = RankCorrelation.Of(Five, [5, 6, 7, 8, 7], [], Own(5), 0);
        Assert.Equal(0.8207826816681233, correlation.Value, 12);
        Assert.Equal(-0.41629081750673824, correlation.OverModels!.Value.Low, 9);
        Assert.Equal(0.9920459711149154, correlation.OverModels!.Value.High, 9);
        Assert.Null(correlation.OverFamilies);
    }

    /// <summary>(r₁₂ − r₁₃ r₂₃) / √((1 − r₁₃²)(1 − r₂₃²)) with r₁₂ = 0.738095, r₁₃ = 0.857143, r₂₃ = 0.714286.</summary>
    [Fact]
    public void The_partial_correlation_is_that_of_the_textbook()
    {
        var partial = RankCorrelation.Of([1, 2, 3, 4, 5, 6, 7, 8], [2, 1, 4, 3, 7, 8, 6, 5], [[1, 3, 2, 5, 4, 8, 7, 6]], Own(8), 0);
        Assert.Equal(0.34911875219458377, partial.Value, 12);
    }

    [Fact]
    public void What_a_covariate_explains_in_full_has_no_partial_correlation() =>
        Assert.Equal(double.NaN, RankCorrelation.Of(Five, [2, 1, 3, 5, 4], [[10, 20, 30, 40, 50]], Own(5), 0).Value);

    /// <summary>As an exact test has it: five models in order have p = 2/120, four p = 2/24.</summary>
    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void A_perfect_order_decides_from_five_models_on(int models, bool decides)
    {
        var x = Enumerable.Range(0, models).Select(i => (double)i).ToArray();
        var deciding = RankCorrelation.Of(x, x, [], Own(models), 0).Deciding!.Value;
        Assert.Equal(decides, deciding.Low > 0);
        Assert.Equal(1, deciding.High);
    }

    [Fact]
    public void Three_models_give_no_interval() => Assert.Null(RankCorrelation.Of([1, 2, 3], [1, 2, 3], [], Own(3), 0).Deciding);

    /// <summary>A quarter of the resamples of two families holds the rising one alone, a quarter the falling one.</summary>
    [Fact]
    public void Families_that_disagree_leave_nothing_decided()
    {
        double[] x = [1, 2, 3, 4, 5, 6, 7, 8], y = [1, 2, 3, 4, 4, 3, 2, 1];
        var correlation = RankCorrelation.Of(x, y, [], ["a", "a", "a", "a", "b", "b", "b", "b"], 0);
        Assert.Equal(new Interval(-1, 1), correlation.OverFamilies);
        Assert.Equal(2, correlation.Families);
    }

    [Fact]
    public void Families_that_agree_do_not_widen_the_interval()
    {
        var x = Enumerable.Range(0, 12).Select(i => (double)i).ToArray();
        var correlation = RankCorrelation.Of(x, x, [], [.. x.Select(i => i < 6 ? "a" : "b")], 0);
        Assert.Equal(new Interval(1, 1), correlation.OverFamilies);
        Assert.Equal(correlation.OverModels, correlation.Deciding);
    }

    [Fact]
    public void The_order_of_the_models_does_not_matter()
    {
        double[] x = [1, 2, 3, 4, 5, 6, 7], y = [3, 1, 2, 6, 4, 7, 5];
        string[] families = ["a", "a", "b", "b", "c", "c", "c"];
        int[] order = [3, 6, 0, 5, 2, 4, 1];
        var one = RankCorrelation.Of(x, y, [], families, 3);
        var other = RankCorrelation.Of([.. order.Select(i => x[i])], [.. order.Select(i => y[i])], [], [.. order.Select(i => families[i])], 3);
        Assert.Equal(one, other);
    }

    private static string[] Own(int models) => [.. Enumerable.Range(0, models).Select(i => $"m{i}")];
}
