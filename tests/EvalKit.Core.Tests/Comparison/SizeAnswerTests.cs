using EvalKit.Core.Comparison;
using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;

namespace EvalKit.Core.Tests.Comparison;

public sealed class SizeAnswerTests
{
    private const Standing B = Standing.Best;
    private const Standing T = Standing.TiedWithBest;
    private const Standing W = Standing.Worse;
    private const Standing U = Standing.Unranked;

    [Fact]
    public void A_smaller_model_may_win_on_one_axis() => Assert.Equal(
        "Size did not decide robustness. The most accurate model is large with 410 k parameters; the most robust model is robust with 66 k parameters. Beyond 66 k parameters no model gains more than 1 point of accuracy per doubling.",
        Answer(
            [("tiny", 1_200, 0.77), ("robust", 65_800, 0.89), ("large", 410_000, 0.908)],
            ("performance", [W, W, B]),
            ("robustness", [W, B, W])));

    [Fact]
    public void A_smaller_model_may_win_on_all_axes() => Assert.Equal(
        "Size did not decide. The most accurate and the most robust is small with 1.2 k parameters.",
        Answer([("small", 1_200, 0.9), ("large", 2_500_000, 0.8)], ("performance", [B, W]), ("robustness", [B, W])));

    [Fact]
    public void The_largest_may_win() => Assert.Equal(
        "Size decided: the largest model leads on accuracy, and every model at most half its size is worse. The most accurate model is large with 2.5 M parameters.",
        Answer([("small", 1_200, 0.7), ("large", 2_500_000, 0.9)], ("performance", [W, B])));

    /// <summary>Not to be told apart is not to be equal: nothing is claimed.</summary>
    [Fact]
    public void A_tie_decides_nothing() => Assert.Equal(
        "These samples do not tell whether size decided. The most accurate model is large with 300 parameters (small with 100 parameters cannot be told from it on accuracy).",
        Answer([("small", 100, 0.899), ("large", 300, 0.9)], ("performance", [T, B])));

    [Fact]
    public void Nor_does_a_tie_of_the_smaller() => Assert.Equal(
        "These samples do not tell whether size decided. The most accurate model is small with 100 parameters.",
        Answer([("small", 100, 0.9), ("large", 300, 0.899)], ("performance", [B, T])));

    [Fact]
    public void Size_may_decide_one_axis_and_leave_another_open() => Assert.Equal(
        "Size decided accuracy only; on robustness these samples do not tell. The most accurate and the most robust is large with 300 parameters (small with 100 parameters cannot be told from it on robustness).",
        Answer([("small", 100, 0.7), ("large", 300, 0.9)], ("performance", [W, B]), ("robustness", [T, B])));

    [Fact]
    public void One_model_is_nothing_to_compare() =>
        Assert.Equal("There is one model only, so nothing tells whether size decides.", Answer([("only", 5, 0.9)], ("performance", [B])));

    [Fact]
    public void Models_alike_in_size_are_nothing_to_compare() => Assert.Equal(
        "No model is twice as large as another, so nothing tells whether size decides. The most accurate model is b with 150 parameters.",
        Answer([("a", 100, 0.7), ("b", 150, 0.9)], ("performance", [W, B])));

    [Fact]
    public void Nothing_ranked_is_nothing_to_compare() => Assert.Equal(
        "No quality could be ranked, so nothing tells whether size decides.",
        Answer([("a", 100, 0.7), ("b", 500, 0.9)], ("interpretability", [U, U]), ("cost", [B, W])));

    [Fact]
    public void Growth_is_told_from_the_size_beyond_which_it_is_slow() => Assert.EndsWith(
        "Beyond 2.0 k parameters no model gains more than 1 point of accuracy per doubling.",
        Answer(
            [("a", 1_000, 0.7), ("b", 2_000, 0.8), ("c", 4_000, 0.809), ("d", 8_000, 0.815)],
            ("performance", [W, W, W, B])),
        StringComparison.Ordinal);

    private static string Answer((string Name, long Size, double Accuracy)[] models, params (string Axis, Standing[] Standings)[] axes) =>
        SizeAnswer.Of(
            [.. models.Select(model => new ModelReport(model.Name, model.Name, "00", null, new Dictionary<string, Estimate>
            {
                ["cost/parameters"] = Estimate.Exact(model.Size),
                ["performance/accuracy"] = new(model.Accuracy, null, null, 1000),
            }))],
            new Scorecard([.. axes.Select(axis => new AxisRanking(axis.Axis, $"{axis.Axis}/figure", axis.Standings, null))]));
}
