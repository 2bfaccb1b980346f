using System.Globalization;
using System.Text;
using System.Text.Json;
using EvalKit.Cli.Runs;

namespace EvalKit.Cli.Terminal;

/// <summary>What <c>evalkit status</c> prints.</summary>
internal static class StatusView
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    /// <summary>A table: all units, those of each model, those of each shard.</summary>
    public static string Render(RunStatus status)
    {
        (string, UnitCounts)[] rows =
        [
            (status.Name, status.All), .. status.Models, .. status.Shards.Select((units, shard) => (Shard(shard, status.Shards.Count), units)),
        ];
        var width = rows.Max(row => row.Item1.Length);
        var text = new StringBuilder($"{"".PadRight(width)}     done  retryable  permanent  missing\n");
        foreach (var (name, units) in rows)
            text.Append(CultureInfo.InvariantCulture, $"{name.PadRight(width)} {units.Done,8:N0} {units.Retryable,10:N0} {units.Permanent,10:N0} {units.Missing,8:N0}\n");
        return text.ToString();
    }

    /// <summary>
    /// <c>{schema, name, units, models[{name, units}], shards[{index, units}]}</c>, <c>units</c> being
    /// <c>{done, retryable, permanent, missing}</c>; no shards where their number is not known.
    /// </summary>
    public static string Json(RunStatus status) => JsonSerializer.Serialize(
        new
        {
            Schema = 1,
            status.Name,
            Units = Counts(status.All),
            Models = status.Models.Select(one => new { Name = one.Model, Units = Counts(one.Units) }),
            Shards = status.Shards.Select((units, index) => new { Index = index, Units = Counts(units) }),
        },
        Options) + "\n";

    private static object Counts(UnitCounts units) => new { units.Done, units.Retryable, units.Permanent, units.Missing };

    private static string Shard(int shard, int count) => string.Create(CultureInfo.InvariantCulture, $"shard {shard}/{count}");
}
