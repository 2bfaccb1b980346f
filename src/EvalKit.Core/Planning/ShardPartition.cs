using EvalKit.Core.Data;

namespace EvalKit.Core.Planning;

/// <summary>
/// Divides the units of a plan into shards. The result depends on the plan and the number of shards alone, so every machine
/// finds its part without asking another, whatever is in the store.
/// </summary>
/// <remarks>
/// Units that build on each other stay together, and so do those that share a perturbed batch, unless a shard would grow beyond
/// its fair share by them. Bundles go, the costliest first, to the shard that has least so far (Graham 1969: at most a third
/// above the best division).
/// </remarks>
public static class ShardPartition
{
    private sealed record Bundle(IReadOnlyList<int> Units, double Seconds);

    private sealed record Batch(string What, int Start, int Count, ImageView View);

    /// <summary>The units of each shard, in the order of the plan. Every unit is in exactly one; a shard may be empty.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="count">The number of shards, at least 1.</param>
    public static IReadOnlyList<IReadOnlyList<Unit>> Of(Plan plan, int count)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var models = plan.Models.ToDictionary(model => model.Name, StringComparer.Ordinal);
        double[] seconds = [.. plan.Units.Select(unit => UnitCost.Seconds(unit, models[unit.Model]))];
        var share = seconds.Sum() / count;
        var bundles = Bundles(plan, models, seconds).SelectMany(bundle => Fitting(plan, bundle, seconds, share));
        return [.. Spread(bundles, count).Select(units => (IReadOnlyList<Unit>)[.. units.Order().Select(unit => plan.Units[unit])])];
    }

    private static IEnumerable<Bundle> Bundles(Plan plan, Dictionary<string, PlannedModel> models, double[] seconds)
    {
        int[] root = [.. Enumerable.Range(0, plan.Units.Count)];
        var byId = new Dictionary<string, int>(StringComparer.Ordinal);
        var byBatch = new Dictionary<Batch, int>();
        for (var i = 0; i < root.Length; i++)
        {
            var unit = plan.Units[i];
            // Copies of one model have units in common.
            if (!byId.TryAdd(unit.Id, i)) Join(i, byId[unit.Id]);
            foreach (var basis in unit.Requires ?? []) Join(i, byId[basis]);
            if (unit.Kind != UnitKind.Predictions) continue;
            var batch = new Batch(unit.What, unit.Start, unit.Count, models[unit.Model].Probed.View);
            if (!byBatch.TryAdd(batch, i)) Join(i, byBatch[batch]);
        }

        return Enumerable.Range(0, root.Length).GroupBy(Root).Select(units => new Bundle([.. units], units.Sum(unit => seconds[unit])));

        int Root(int unit)
        {
            while (root[unit] != unit) unit = root[unit] = root[root[unit]];
            return unit;
        }

        void Join(int one, int other)
        {
            var (first, second) = (Root(one), Root(other));
            root[Math.Max(first, second)] = Math.Min(first, second);
        }
    }

    // Models under one condition can be parted, at the price of perturbing the batch once more.
    private static IEnumerable<Bundle> Fitting(Plan plan, Bundle bundle, double[] seconds, double share)
    {
        if (bundle.Seconds <= share || plan.Units[bundle.Units[0]].Kind != UnitKind.Predictions) return [bundle];
        var parts = Math.Min(bundle.Units.Count, (int)Math.Ceiling(bundle.Seconds / share));
        return Spread(bundle.Units.Select(unit => new Bundle([unit], seconds[unit])), parts)
            .Where(units => units.Count > 0)
            .Select(units => new Bundle(units, units.Sum(unit => seconds[unit])));
    }

    private static List<int>[] Spread(IEnumerable<Bundle> bundles, int count)
    {
        var shards = Enumerable.Range(0, count).Select(_ => new List<int>()).ToArray();
        var loads = new double[count];
        foreach (var bundle in bundles.OrderByDescending(bundle => bundle.Seconds).ThenBy(bundle => bundle.Units[0]))
        {
            var least = Array.IndexOf(loads, loads.Min());
            shards[least].AddRange(bundle.Units);
            loads[least] += bundle.Seconds;
        }

        return shards;
    }
}
