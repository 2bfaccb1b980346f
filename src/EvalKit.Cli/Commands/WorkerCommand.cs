using System.CommandLine;
using EvalKit.Cli.Runs;
using EvalKit.Core.Plugins;
using EvalKit.Onnx.Inference;

namespace EvalKit.Cli.Commands;

/// <summary><c>evalkit worker</c>: what a supervisor starts; hidden, since a person has no use for it.</summary>
internal static class WorkerCommand
{
    public static Command Create(PluginCatalog catalog)
    {
        var folder = new Option<string>("--folder") { Required = true };
        var run = new Option<string>("--run") { Required = true };
        var threads = new Option<int>("--threads") { Required = true };
        var libraries = CustomLibraries.CreateOption();
        var command = new Command(WorkerLauncher.Command, "Computes units for a supervisor.") { folder, run, threads, libraries };
        command.Hidden = true;
        command.SetAction(async (parsed, _) =>
        {
            Supervised.Begin();
            CustomOperators.Load(parsed.GetValue(libraries) ?? []);
            using var worker = new Worker(catalog, parsed.GetValue(folder)!, parsed.GetValue(run)!, parsed.GetValue(threads));
            await worker.RunAsync(Console.In, Console.Out).ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }
}
