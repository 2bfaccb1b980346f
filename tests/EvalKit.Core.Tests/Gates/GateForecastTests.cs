using EvalKit.Core.Gates;
using EvalKit.Core.Planning;
using EvalKit.Core.Tests.Reports;

namespace EvalKit.Core.Tests.Gates;

public sealed class GateForecastTests
{
    private static readonly Plan Plan = ReferenceFileTests.Plan("d0");

    /// <summary>(1.6449 + 0.8416) · √(0.9 · 0.1 / 1,000) = 0.02359.</summary>
    [Fact]
    public void A_bound_is_told_from_accuracies_by_its_own_spread() => Assert.Equal(
        ["performance/accuracy min 0.9: 1,000 samples tell a difference of 2.36 points (power 80 %)"], Of(Runs.GateOf("performance/accuracy", min: 0.9)));

    /// <summary>2.4865 · √(0.05 / 1,000) = 0.01758; 0.05 · (2.4865 / 0.01)² = 3,091.3.</summary>
    [Fact]
    public void Two_models_are_told_apart_by_where_they_differ() => Assert.Equal(
        ["performance/accuracy not-worse-than reference margin 0.01: 1,000 samples tell a difference of 1.76 points (power 80 %, where two models differ on 5 % of them); for the margin of 0.01 that takes 3,092 samples"],
        Of(Runs.GateOf("performance/accuracy") with { NotWorseThan = "reference", Margin = 0.01 }));

    /// <summary>2.7055 · 0.998 / 0.002 = 1,350.1.</summary>
    [Fact]
    public void A_margin_that_no_model_can_keep_is_said() => Assert.EndsWith(
        "not even a model without a single difference can keep the margin: that takes 1,351 samples",
        Of(Runs.GateOf("performance/accuracy") with { NotWorseThan = "reference", Margin = 0.002 })[0],
        StringComparison.Ordinal);

    [Fact]
    public void Of_counts_nothing_is_said() => Assert.Empty(Of(Runs.GateOf("cost/parameters", max: 10)));

    private static IReadOnlyList<string> Of(Core.Configuration.GateConfig gate) =>
        GateForecast.Of(Runs.Of(Runs.Model("new", 1, 1, _ => true) with { Clean = null }) with { Gates = [gate] }, Plan);
}
