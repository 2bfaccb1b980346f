using System.CommandLine;
using EvalKit.Cli.Runs;
using EvalKit.Core.Planning;
using EvalKit.Core.Plugins;
using EvalKit.Core.Reports;
using EvalKit.Core.Store;

namespace EvalKit.Cli.Commands;

/// <summary><c>evalkit report</c>: writes a stored run's report in one form; runs no model.</summary>
internal static class ReportCommand
{
    public static Command Create(PluginCatalog catalog)
    {
        var run = new Argument<string>("RUN") { Description = "A run's folder." };
        string[] kinds = [.. catalog.Kinds<IReportWriter>()];
        var format = new Option<string>("--format") { Description = $"One of {string.Join(", ", kinds)}.", DefaultValueFactory = _ => "html" };
        format.AcceptOnlyFromAmong(kinds);
        var file = new Option<string?>("--out") { Description = "The file; by default standard output.", HelpName = "FILE" };
        var command = new Command("report", "Writes the report of a stored run.\n\nExample:\n  evalkit report runs/fashion --format md") { run, format, file };
        command.SetAction(async (parsed, cancellation) =>
        {
            var folder = parsed.GetRequiredValue(run);
            var report = await ReadAsync(folder, catalog, cancellation).ConfigureAwait(false);
            await RunReports.PrintAsync(report, parsed.GetRequiredValue(format), parsed.GetValue(file), catalog, cancellation).ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>Computes the report of a stored run.</summary>
    internal static async Task<Report> ReadAsync(string folder, PluginCatalog catalog, CancellationToken cancellation)
    {
        var bound = BoundPlan.Of(await PlanFile.ReadAsync(folder, cancellation).ConfigureAwait(false), catalog);
        var reference = await References.KeptAsync(bound.Plan, folder, cancellation).ConfigureAwait(false);
        return await RunReports.OfAsync(bound, new RunStore(folder), catalog, reference, Measuring.Stored(folder), data: null, cancellation).ConfigureAwait(false);
    }
}
