using System.CommandLine;
using EvalKit.Cli.Runs;
using EvalKit.Cli.Terminal;
using EvalKit.Core.Plugins;
using EvalKit.Core.Reports;

namespace EvalKit.Cli.Commands;

/// <summary><c>evalkit run</c>: plans, runs, stores, reports, and judges the gates.</summary>
internal static class RunCommand
{
    private const string Table = "table";

    public static Command Create(PluginCatalog catalog, TimeProvider time)
    {
        var config = new Argument<string>("CONFIG") { Description = "The configuration (YAML or JSON)." };
        var models = new Option<string[]>("--models") { Description = "Model files or patterns that replace the configuration's.", HelpName = "GLOB", AllowMultipleArgumentsPerToken = true };
        var folder = new Option<string?>("--out") { Description = "The run's folder; by default runs/NAME.", HelpName = "DIR" };
        var set = new Option<string[]>("--set") { Description = "Changes the configuration, such as robustness.samples=500.", HelpName = "PATH=VALUE", AllowMultipleArgumentsPerToken = true };
        var limit = new Option<int?>("--limit") { Description = "Uses only the first N samples.", HelpName = "N" };
        var reference = new Option<string?>("--reference") { Description = "The run or reference file that gates compare with.", HelpName = "RUN|FILE" };
        var untilDecided = new Option<bool>("--until-decided") { Description = "Draws samples in a seeded order and stops as soon as every gate is decided." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only plans: prints the units to compute and the disk that they need." };
        var fresh = new Option<bool>("--fresh") { Description = "Throws stored results away first." };
        var threads = new Option<int>("--threads") { Description = "Threads that work at once; by default all.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        var format = new Option<string>("--format") { Description = "What is printed at the end.", DefaultValueFactory = _ => Table };
        format.AcceptOnlyFromAmong([Table, .. catalog.All<IReportWriter>().Select(writer => writer.Kind)]);
        threads.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError("--threads must be at least 1.");
        });
        var command = new Command(
            "run",
            "Runs the models of a configuration on clean and on perturbed data, explains them, and reports which is better on what.\n\nExample:\n  evalkit run eval-configs/fashion.yaml --limit 2000")
        {
            config, models, folder, reference, set, limit, untilDecided, dryRun, fresh, threads, format,
        };
        command.SetAction((parsed, cancellation) =>
        {
            string[] limits = parsed.GetValue(limit) is { } n ? [string.Create(System.Globalization.CultureInfo.InvariantCulture, $"data.limit={n}")] : [];
            var request = new RunRequest(
                parsed.GetRequiredValue(config),
                [.. parsed.GetValue(set) ?? [], .. limits],
                parsed.GetValue(models) ?? [],
                parsed.GetValue(folder),
                parsed.GetValue(reference),
                parsed.GetValue(fresh),
                parsed.GetValue(untilDecided),
                parsed.GetValue(dryRun),
                parsed.GetValue(threads),
                parsed.GetRequiredValue(format));
            return RunAsync(catalog, time, request, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(PluginCatalog catalog, TimeProvider time, RunRequest request, CancellationToken cancellation)
    {
        using var evaluation = new Evaluation(catalog, time);
        Report report;
        Evaluation.Planned planned;
        using (var progress = ProgressView.Create(Console.Error, time))
        {
            planned = await evaluation.PlanAsync(request, progress, cancellation).ConfigureAwait(false);
            if (request.DryRun)
            {
                Console.Out.Write(PlanView.Render(planned, request.Threads));
                return ExitCodes.Done;
            }

            foreach (var forecast in planned.Forecasts) progress.Say($"gate {forecast}");
            report = await evaluation.RunAsync(planned, request, progress, cancellation).ConfigureAwait(false);
        }

        if (request.Format == Table) ScorecardView.Write(report, Path.Combine(planned.Store.Folder, "report.html"));
        else await RunReports.PrintAsync(report, request.Format, file: null, catalog, cancellation).ConfigureAwait(false);

        return ExitCodes.Of(report);
    }
}
