using EvalKit.Core.Comparison;
using EvalKit.Core.Reports;

namespace EvalKit.Core.Tests.Comparison.Claims;

public sealed class ClaimsTests
{
    private static readonly double[] Sizes = [.. Enumerable.Range(0, 8).Select(i => Math.Pow(4, i))];

    [Fact]
    public void Larger_performs_better_where_the_interval_is_above_0()
    {
        var claim = Judge("larger-performs-better", Tables.Of(Sizes, Tables.Quality(QualityAxis.Performance, 0.5, 0.6, 0.55, 0.7, 0.75, 0.8, 0.85, 0.9)));
        Assert.Equal(ClaimVerdict.Supported, claim.Verdict);
        Assert.Equal((8, 1), (claim.Models, claim.Families));
        Assert.Equal("Rank correlation of parameters with accuracy: 0.98 (0.82 to 1.00 over 8 models). All are of one family: this says nothing of others.", claim.Evidence);
        Assert.Null(claim.WouldDecide);
    }

    [Fact]
    public void A_figure_that_is_better_when_smaller_turns_the_claim_round()
    {
        var errors = Tables.Quality(QualityAxis.Performance, 0.5, 0.6, 0.55, 0.7, 0.75, 0.8, 0.85, 0.9) with { Info = Tables.Accuracy with { Direction = Core.Metrics.ScoreDirection.LowerIsBetter } };
        Assert.Equal(ClaimVerdict.Contradicted, Judge("larger-performs-better", Tables.Of(Sizes, errors)).Verdict);
    }

    /// <summary>r = 1/7 of six models: 3 + 3.8415 (1 + 1/98) / atanh(1/7)² rounds up to 191.</summary>
    [Fact]
    public void An_undecided_correlation_says_how_many_models_would_decide()
    {
        var claim = Judge("larger-performs-better", Tables.Of(
            [.. Enumerable.Range(0, 6).Select(i => new ComparedModel($"m{i}", null))], [1, 2, 3, 4, 5, 6], Tables.Quality(QualityAxis.Performance, 0.3, 0.4, 0.2, 0.6, 0.1, 0.5)));
        Assert.Equal(ClaimVerdict.Undecided, claim.Verdict);
        Assert.Contains("0.14 (", claim.Evidence, StringComparison.Ordinal);
        Assert.Contains("That is few: 6 models of 6 families.", claim.Evidence, StringComparison.Ordinal);
        Assert.Equal("about 191 models of as many families, if the correlation stays as it is", claim.WouldDecide);
    }

    [Fact]
    public void A_plateau_needs_eight_sizes()
    {
        var claim = Judge("gain-reached-plateau", Tables.Of(Sizes[..7], Tables.Quality(QualityAxis.Performance, 0.5, 0.6, 0.65, 0.7, 0.71, 0.712, 0.713)));
        Assert.Equal(ClaimVerdict.Undecided, claim.Verdict);
        Assert.Equal("The family of most sizes, one, has 7; a plateau is looked for from 8 on.", claim.Evidence);
    }

    [Fact]
    public void A_straight_line_contradicts_a_plateau()
    {
        var claim = Judge("gain-reached-plateau", Tables.Of(Sizes, Tables.Quality(QualityAxis.Performance, [.. Enumerable.Range(0, 8).Select(i => 1 / (1 + Math.Exp(-(0.4 * i) - (i % 2 * 0.02))))])));
        Assert.Equal(ClaimVerdict.Contradicted, claim.Verdict);
    }

    [Fact]
    public void A_smaller_model_that_is_better_is_named()
    {
        var claim = Judge("size-alone-does-not-tell@accuracy", Tables.Of([1, 4, 16], Tables.FromHits(QualityAxis.Performance, 1000, 700, 900, 800)));
        Assert.Equal(ClaimVerdict.Supported, claim.Verdict);
        Assert.Equal("In 1 of the 3 pairs a factor of two apart the smaller model is better (paired, Holm). m1 (4) beats m2 (16) by 10.0 points (8.3 to 12.0).", claim.Evidence);
    }

    [Fact]
    public void Size_tells_where_every_larger_model_is_better() => Assert.Equal(
        ClaimVerdict.Contradicted, Judge("size-alone-does-not-tell@accuracy", Tables.Of([1, 4, 16], Tables.FromHits(QualityAxis.Performance, 1000, 700, 800, 900))).Verdict);

    [Fact]
    public void Without_outcomes_the_pairs_are_counted_and_no_more()
    {
        var claim = Judge("size-alone-does-not-tell@accuracy", Tables.Of([1, 4, 16], Tables.Quality(QualityAxis.Performance, 0.7, 0.9, 0.8)));
        Assert.Equal(ClaimVerdict.Undecided, claim.Verdict);
        Assert.Equal("In 33 % of the 3 pairs a factor of two apart the smaller model is ahead or equal, but there are neither outcomes by sample nor standard errors to tell that from chance.", claim.Evidence);
    }

    [Fact]
    public void Robustness_that_accuracy_explains_is_told_apart()
    {
        double[] accuracy = [0.5, 0.61, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9];
        var table = Tables.Of(Sizes, Tables.Quality(QualityAxis.Performance, accuracy), Tables.Quality(QualityAxis.Robustness, [.. accuracy.Select(a => a / 2)]));
        Assert.Equal(ClaimVerdict.Supported, Judge("larger-more-robust", table).Verdict);
        Assert.Equal(ClaimVerdict.Undecided, Judge("larger-more-robust-beyond-accuracy", table).Verdict);
    }

    [Fact]
    public void A_claim_without_data_says_so()
    {
        var table = Tables.Of(Sizes, Tables.Quality(QualityAxis.Performance, 0.5, 0.6, 0.55, 0.7, 0.75, 0.8, 0.85, 0.9));
        Assert.All(["larger-more-robust", "larger-more-robust-beyond-accuracy", "larger-more-interpretable", "compressed-keeps-quality"], id =>
        {
            var claim = Judge(id, table);
            Assert.Equal(ClaimVerdict.Undecided, claim.Verdict);
            Assert.StartsWith("No ", claim.Evidence, StringComparison.Ordinal);
            Assert.NotNull(claim.WouldDecide);
        });
    }

    /// <summary>A copy that loses 2 of 2,000 is within one point as tested; one that loses 200 is not.</summary>
    [Theory]
    [InlineData(1798, ClaimVerdict.Supported)]
    [InlineData(1600, ClaimVerdict.Contradicted)]
    [InlineData(1785, ClaimVerdict.Undecided)]
    public void A_compressed_copy_is_held_to_one_point(int hits, ClaimVerdict verdict)
    {
        var table = Tables.Of(
            [new("a", "x"), new("a-int8", "x"), new("b", "x")],
            [4, 4, 1],
            Tables.FromHits(QualityAxis.Performance, 2000, 1800, hits, 1700),
            Tables.FromHits(QualityAxis.Robustness, 2000, 1500, 1500, 1500));
        var claim = Judge("compressed-keeps-quality", table);
        Assert.Equal(verdict, claim.Verdict);
        Assert.StartsWith("Margin: 1 point. a-int8 beside a: accuracy ", claim.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Compressed_copies_do_not_count_as_models_of_their_own() => Assert.Equal(2, SizeComparison.Of(Tables.Of(
        [new("a", "x"), new("a-int8", "x"), new("b", "x")], [4, 4, 1], Tables.Quality(QualityAxis.Performance, 0.9, 0.9, 0.8))).Models);

    private static Claim Judge(string id, ComparedModels models) => SizeComparison.Of(models).Claims.Single(claim => claim.Id == id);
}
