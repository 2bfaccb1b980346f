using EvalKit.Core.Planning;
using EvalKit.Core.Store;

namespace EvalKit.Cli.Runs;

/// <summary>How far a run is.</summary>
/// <param name="Name">The run's name.</param>
/// <param name="All">All units.</param>
/// <param name="Models">The units of each model, in the order of the plan.</param>
/// <param name="Shards">The units of each shard; empty where the number of shards is not known.</param>
internal sealed record RunStatus(string Name, UnitCounts All, IReadOnlyList<(string Model, UnitCounts Units)> Models, IReadOnlyList<UnitCounts> Shards)
{
    /// <summary>Looks into a run's folder. Units are counted, and not read.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="store">The run's folder.</param>
    /// <param name="shards">The number of shards, or null.</param>
    public static RunStatus Of(Plan plan, RunStore store, int? shards) => new(
        plan.Name,
        UnitCounts.Of(plan.Units, store),
        [.. plan.Models.Select(model => (model.Name, UnitCounts.Of(plan.Units.Where(unit => unit.Model == model.Name), store)))],
        shards is { } count ? [.. ShardPartition.Of(plan, count).Select(units => UnitCounts.Of(units, store))] : []);
}

/// <summary>Units by their state.</summary>
/// <param name="Done">In the store.</param>
/// <param name="Retryable">Failed in a way that a retry may mend.</param>
/// <param name="Permanent">Failed for good.</param>
/// <param name="Missing">Not yet computed.</param>
internal sealed record UnitCounts(int Done, int Retryable, int Permanent, int Missing)
{
    /// <summary>Whether computing again may add a unit.</summary>
    public bool IsOpen => Retryable + Missing > 0;

    /// <summary>Counts units.</summary>
    public static UnitCounts Of(IEnumerable<Unit> units, RunStore store)
    {
        var (done, retryable, permanent, missing) = (0, 0, 0, 0);
        foreach (var unit in units)
        {
            if (store.Contains(unit.Id)) done++;
            else if (store.Failure(unit.Id) is not { } failure) missing++;
            else if (failure.Retryable) retryable++;
            else permanent++;
        }

        return new UnitCounts(done, retryable, permanent, missing);
    }
}
