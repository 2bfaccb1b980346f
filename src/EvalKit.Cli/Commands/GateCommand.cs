using System.CommandLine;
using EvalKit.Cli.Terminal;
using EvalKit.Core.Errors;
using EvalKit.Core.Plugins;

namespace EvalKit.Cli.Commands;

/// <summary><c>evalkit gate</c>: judges a stored run; runs no model.</summary>
internal static class GateCommand
{
    public static Command Create(PluginCatalog catalog)
    {
        var run = new Argument<string>("RUN") { Description = "A run's folder." };
        var command = new Command(
            "gate",
            "Judges the gates of a stored run: exit code 0 when all pass, 2 when one fails, 3 when one is inconclusive.\n\nExample:\n  evalkit gate runs/fashion") { run };
        command.SetAction(async (parsed, cancellation) =>
        {
            var folder = parsed.GetRequiredValue(run);
            var report = await ReportCommand.ReadAsync(folder, catalog, cancellation).ConfigureAwait(false);
            if (report.Gates.Count == 0)
                throw new UserException($"{folder}: the run has no gates; write them under 'gates' in its configuration and run it again (finished units are kept)");
            Console.Out.Write(GateView.Render(report.Gates));
            return ExitCodes.Of(report);
        });
        return command;
    }
}
