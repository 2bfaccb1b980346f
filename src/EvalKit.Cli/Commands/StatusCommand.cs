using System.CommandLine;
using EvalKit.Cli.Runs;
using EvalKit.Cli.Terminal;
using EvalKit.Core.Planning;
using EvalKit.Core.Store;

namespace EvalKit.Cli.Commands;

/// <summary><c>evalkit status</c>: how far a run is; reads its folder only.</summary>
internal static class StatusCommand
{
    private const string Json = "json";

    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "A run's folder." };
        var shards = new Option<int?>("--shards") { Description = "The number of shards; by default that of the last division.", HelpName = "N" };
        shards.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() < 1) result.AddError("--shards must be at least 1.");
        });
        var format = new Option<string>("--format") { Description = "What is printed.", DefaultValueFactory = _ => RunRequest.Table };
        format.AcceptOnlyFromAmong(RunRequest.Table, Json);
        var command = new Command(
            "status",
            "Counts the units of a run that are done, failed (a retry may mend it, or not) and missing, by model and by shard.\n\nExample:\n  evalkit status runs/fashion --shards 4")
        {
            run, shards, format,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var store = new RunStore(parsed.GetRequiredValue(run));
            var plan = await PlanFile.ReadAsync(parsed.GetRequiredValue(run), cancellation).ConfigureAwait(false);
            var status = RunStatus.Of(plan, store, parsed.GetValue(shards) ?? ShardsFile.Read(store)?.Count);
            Console.Out.Write(parsed.GetValue(format) == Json ? StatusView.Json(status) : StatusView.Render(status));
            return ExitCodes.Done;
        });
        return command;
    }
}
