using System.CommandLine;
using EvalKit.Cli.Runs;
using EvalKit.Cli.Terminal;
using EvalKit.Core.Plugins;
using EvalKit.Core.Reports;

namespace EvalKit.Cli.Commands;

/// <summary><c>evalkit merge</c>: makes one run with its reports of what shards computed.</summary>
internal static class MergeCommand
{
    public static Command Create(PluginCatalog catalog, TimeProvider time)
    {
        var runs = new Argument<string[]>("RUN") { Description = "The folder in which the shards worked, or copies of it with the units of each.", Arity = ArgumentArity.OneOrMore };
        var folder = new Option<string?>("--out") { Description = "The folder that gets everything; by default the first RUN.", HelpName = "DIR" };
        var config = new Option<string?>("--config") { Description = "The run's configuration, to measure latency and memory here, and to keep pictures and attributions; without it the report has none that are not there.", HelpName = "CONFIG" };
        var set = new Option<string[]>("--set") { Description = "Changes the configuration, such as robustness.samples=500.", HelpName = "PATH=VALUE", AllowMultipleArgumentsPerToken = true };
        var format = new Option<string>("--format") { Description = "What is printed at the end.", DefaultValueFactory = _ => RunRequest.Table };
        format.AcceptOnlyFromAmong([RunRequest.Table, .. catalog.Kinds<IReportWriter>()]);
        var libraries = CustomLibraries.CreateOption();
        var command = new Command(
            "merge",
            "Joins what shards computed, reports and judges the gates. Where units are missing it says which, writes no report, and ends with 75.\n\nExample:\n  evalkit merge runs/fashion --config eval-configs/fashion.yaml")
        {
            runs, folder, config, set, libraries, format,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            catalog,
            time,
            new MergeRequest(parsed.GetRequiredValue(runs), parsed.GetValue(folder), parsed.GetValue(config), parsed.GetValue(set) ?? [], parsed.GetValue(libraries) ?? []),
            parsed.GetRequiredValue(format),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(PluginCatalog catalog, TimeProvider time, MergeRequest request, string format, CancellationToken cancellation)
    {
        Merging.Result result;
        using (var progress = ProgressView.Create(Console.Error, time))
        {
            result = await new Merging(catalog, time).RunAsync(request, progress, cancellation).ConfigureAwait(false);
            if (result is { Report: { Measured: null }, Plan.Latency: true })
                progress.Say("latency and memory are not measured: give the configuration with --config");
        }

        if (result.Report is not { } report)
        {
            Console.Error.Write(MissingView.Render(result.Plan, result.Store, result.Missing));
            return ExitCodes.Retry;
        }

        if (format == RunRequest.Table) ScorecardView.Write(report, Path.Combine(result.Store.Folder, "report.html"));
        else await RunReports.PrintAsync(report, format, file: null, catalog, cancellation).ConfigureAwait(false);
        return ExitCodes.Of(report);
    }
}
