using System.Globalization;
using System.Text;
using EvalKit.Cli.Runs;
using EvalKit.Core.Planning;
using EvalKit.Core.Store;
using EvalKit.Reporting.Figures;

namespace EvalKit.Cli.Terminal;

/// <summary>What <c>evalkit merge</c> says of units that are missing: which, and how to get them.</summary>
internal static class MissingView
{
    // Enough to see what they have in common.
    private const int Named = 5;

    /// <summary>Renders the gap, shard by shard where the run was divided.</summary>
    public static string Render(Plan plan, RunStore store, IReadOnlyList<Unit> missing)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{store.Folder}: {missing.Count} of {Humanised.Plural(plan.Units.Count, "unit")} are missing, so there is no report\n");
        if (ShardsFile.Read(store) is not { } divided)
            return text.Append(CultureInfo.InvariantCulture, $"  {Names(missing)}\nget them: evalkit run CONFIG --out {store.Folder}\n").ToString();

        var ids = missing.Select(unit => unit.Id).ToHashSet(StringComparer.Ordinal);
        var open = ShardPartition.Of(plan, divided.Count)
            .Select((units, shard) => (Shard: shard, Units: (Unit[])[.. units.Where(unit => ids.Contains(unit.Id))]))
            .Where(part => part.Units.Length > 0)
            .ToArray();
        foreach (var (shard, units) in open)
            text.Append(CultureInfo.InvariantCulture, $"  shard {shard}/{divided.Count}: {units.Length} missing: {Names(units)}\n");
        foreach (var (shard, _) in open) text.Append(CultureInfo.InvariantCulture, $"get them: {divided.Command(shard)}\n");
        return text.ToString();
    }

    private static string Names(IReadOnlyList<Unit> units) =>
        string.Join(", ", units.Take(Named).Select(unit => string.Create(CultureInfo.InvariantCulture, $"{unit.Model} {unit.What} {unit.Start}–{unit.Start + unit.Count}")))
        + (units.Count > Named ? ", …" : "");
}
