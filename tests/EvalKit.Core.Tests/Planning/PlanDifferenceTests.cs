using EvalKit.Core.Planning;

namespace EvalKit.Core.Tests.Planning;

public sealed class PlanDifferenceTests
{
    private static readonly Plan Plan = Plans.Of("a", "b");

    [Fact]
    public void Equal_plans_do_not_differ() => Assert.Equal("", PlanDifference.Of(Plan, Plans.Of("a", "b")));

    [Fact]
    public void The_parts_that_differ_are_named_without_the_units_that_follow_from_them() =>
        Assert.Equal("seed, data, models", PlanDifference.Of(Plan, Plans.Of(Plans.Config(seed: 1, limit: 4), "a", "c")));

    [Fact]
    public void Versions_are_shown() => Assert.Equal(
        "versions.processor ('x64' and 'arm')", PlanDifference.Of(Plan, Plan with { Versions = Plan.Versions with { Processor = "arm" } }));

    [Fact]
    public void Units_are_named_where_nothing_else_differs() => Assert.Equal("units", PlanDifference.Of(Plan, Plan with { Units = [.. Plan.Units.Skip(1)] }));
}
