using System.Globalization;
using EvalKit.Cli.Runs;
using EvalKit.Core.Planning;
using EvalKit.Reporting.Figures;

namespace EvalKit.Cli.Terminal;

/// <summary>What <c>run --shard</c> prints at its end.</summary>
internal static class ShardView
{
    /// <summary>One line: what the shard has, and what of it failed.</summary>
    public static string Render(Evaluation.Planned planned, Shard shard, int failed) => string.Create(
        CultureInfo.InvariantCulture,
        $"{planned.Plan.Name}, shard {shard}: {Humanised.Plural(planned.Part.Count, "unit")}, {planned.Part.Count - planned.Todo.Count} of them were there, {planned.Todo.Count - failed} computed, {failed} failed; 'evalkit merge {planned.Store.Folder}' reports when all shards are done");
}
