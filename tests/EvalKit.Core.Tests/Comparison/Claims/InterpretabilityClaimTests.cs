using EvalKit.Core.Comparison;
using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;

namespace EvalKit.Core.Tests.Comparison.Claims;

public sealed class InterpretabilityClaimTests
{
    private const int Models = 30;

    [Fact]
    public void It_is_supported_where_all_parts_and_a_second_property_agree() =>
        Assert.Equal(ClaimVerdict.Supported, Judge(["occlusion", "rise"], _ => 1, second: -1).Verdict);

    [Fact]
    public void A_second_property_that_disagrees_leaves_it_undecided()
    {
        var claim = Judge(["occlusion", "rise"], _ => 1, second: 1);
        Assert.Equal(ClaimVerdict.Undecided, claim.Verdict);
        Assert.Equal("a second property, localisation or stability, that agrees", claim.WouldDecide);
    }

    [Fact]
    public void So_does_one_substrate_of_the_other_sign()
    {
        var claim = Judge(["occlusion", "rise"], part => part == 3 ? -1 : 1, second: -1);
        Assert.Equal(ClaimVerdict.Undecided, claim.Verdict);
        Assert.Contains("positive in 3 and negative in 1 of 4", claim.Evidence, StringComparison.Ordinal);
        Assert.Equal("substrates and methods that agree in sign", claim.WouldDecide);
    }

    [Fact]
    public void And_a_single_method() => Assert.Equal("a second attribution method", Judge(["rise"], _ => 1, second: -1).WouldDecide);

    // Sizes in order; accuracy and masking in orders of their own; the sensitivity is better when smaller.
    private static Claim Judge(string[] methods, Func<int, int> sign, int second)
    {
        double[] Order(int step) => [.. Enumerable.Range(0, Models).Select(i => (double)(i * step % 31))];
        double[] rising = [.. Enumerable.Range(0, Models).Select(i => i + (i % 3 * 0.9))];
        var gains = methods.SelectMany(method => new[] { "mean", "blur" }, (method, substrate) => (method, substrate))
            .Select((part, i) => new GainPart(part.method, part.substrate, [.. rising.Select(value => sign(i) * value)])).ToArray();
        var sensitivity = new ModelQuality(
            "sensitivity",
            QualityAxis.Interpretability,
            new MetricInfo("Max sensitivity", "", 0, 100, ScoreDirection.LowerIsBetter, ""),
            [.. rising.Select(value => second * value)],
            GrowthScale.None)
        { Votes = false };
        var table = Tables.Of(
            [.. Enumerable.Range(0, Models).Select(i => new ComparedModel($"m{i}", null))],
            [.. Enumerable.Range(1, Models).Select(i => (double)i)],
            Tables.Quality(QualityAxis.Performance, [.. Order(7).Select(value => value / 40)]),
            Tables.Quality(QualityAxis.Interpretability, rising)) with
        {
            Explanations = new(gains, Order(11), [sensitivity]),
        };
        return SizeComparison.Of(table).Claims.Single(claim => claim.Id == "larger-more-interpretable");
    }
}
