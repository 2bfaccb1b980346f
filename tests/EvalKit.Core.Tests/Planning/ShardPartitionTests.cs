using EvalKit.Core.Planning;

namespace EvalKit.Core.Tests.Planning;

public sealed class ShardPartitionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100)]
    public void Every_unit_is_in_one_shard_in_the_order_of_the_plan(int count)
    {
        var plan = Plans.Of("a", "b", "c");

        var shards = ShardPartition.Of(plan, count);

        Assert.Equal(count, shards.Count);
        Assert.Equal(plan.Units.Select(unit => unit.Id).Order(StringComparer.Ordinal), shards.SelectMany(units => units).Select(unit => unit.Id).Order(StringComparer.Ordinal));
        var order = plan.Units.Select((unit, index) => (unit.Id, index)).ToDictionary(StringComparer.Ordinal);
        Assert.All(shards, units => Assert.Equal(units.OrderBy(unit => order[unit.Id]), units));
    }

    [Fact]
    public void Models_under_one_condition_share_their_batch()
    {
        // For each of three models 5 samples are clean, and 3 stand under each of two severities: 15 against 9 + 9.
        var shards = ShardPartition.Of(Plans.Of("a", "b", "c"), 2);

        Assert.Equal(["clean"], shards[0].Select(unit => unit.What).Distinct());
        Assert.Equal(["invert:1", "invert:3"], shards[1].Select(unit => unit.What).Distinct());
    }

    [Fact]
    public void Where_conditions_are_too_few_their_models_are_parted()
    {
        var shards = ShardPartition.Of(Plans.Of(Plans.Config(severities: [1]), "a", "b", "c"), 6);

        Assert.All(shards, units => Assert.Single(units));
    }

    [Fact]
    public void What_judges_an_attribution_is_where_the_attribution_is()
    {
        var shards = ShardPartition.Of(Plans.Of(Plans.Explained(output: null), "a", "b", "c"), 4);

        foreach (var units in shards)
        {
            var ids = units.Select(unit => unit.Id).ToHashSet(StringComparer.Ordinal);
            Assert.All(units, unit => Assert.All(unit.Requires ?? [], basis => Assert.Contains(basis, ids)));
        }

        Assert.Contains(shards.SelectMany(units => units), unit => unit.Requires is not null);
    }

    [Fact]
    public void Costs_are_balanced()
    {
        // Of 5 clean samples and 3 under each of five severities, for four models of which one costs three times as much.
        var costly = Plans.Model("d");
        costly = costly with { Probed = costly.Probed with { Facts = costly.Probed.Facts with { Macs = 317_000 } } };
        var plan = Plans.Of(Plans.Config(severities: [1, 2, 3, 4, 5]), Plans.Model("a"), Plans.Model("b"), Plans.Model("c"), costly);

        var loads = ShardPartition.Of(plan, 3).Select(units => units.Sum(unit => UnitCost.Seconds(unit, plan.Models.First(model => model.Name == unit.Model)))).ToArray();

        // The mean is 20/3 bundles' worth of 1; bundles of 5 and five of 3 divide into 8, 6, 6 at best.
        Assert.Equal(8.0 / 6, loads.Max() / loads.Min(), 2);
    }

    [Fact]
    public void Copies_of_a_model_share_their_units_in_one_shard()
    {
        var plan = Plans.Of(Plans.Config(severities: [1]), Plans.Model("a", sha256: "same"), Plans.Model("b", sha256: "same"));

        var shards = ShardPartition.Of(plan, 2);

        Assert.Empty(shards[0].Select(unit => unit.Id).Intersect(shards[1].Select(unit => unit.Id)));
    }
}
