using System.CommandLine;
using EvalKit.Cli.Runs;
using EvalKit.Cli.Terminal;
using EvalKit.Core.Errors;
using EvalKit.Core.Plugins;
using EvalKit.Core.Reports;

namespace EvalKit.Cli.Commands;

/// <summary><c>evalkit run</c>: plans, runs, stores, reports, and judges the gates.</summary>
internal static class RunCommand
{
    public static Command Create(PluginCatalog catalog, TimeProvider time)
    {
        var configuration = new ConfigurationOptions();
        var untilDecided = new Option<bool>("--until-decided") { Description = "Draws samples in a seeded order and stops as soon as every gate is decided." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only plans: prints the units to compute and the disk that they need." };
        var fresh = new Option<bool>("--fresh") { Description = "Throws stored results away first." };
        var threads = new Option<int>("--threads") { Description = "Threads that work at once; by default all processors that the process was given.", HelpName = "N", DefaultValueFactory = _ => CpuAllocation.Current };
        var shard = new Option<string?>("--shard") { Description = "Computes one part of n, and leaves the report to 'evalkit merge'; auto/n takes k from Slurm or Kubernetes.", HelpName = "K/N" };
        var format = new Option<string>("--format") { Description = "What is printed at the end.", DefaultValueFactory = _ => RunRequest.Table };
        format.AcceptOnlyFromAmong([RunRequest.Table, .. catalog.Kinds<IReportWriter>()]);
        threads.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError("--threads must be at least 1.");
        });
        var command = configuration.AddTo(new Command(
            "run",
            "Runs the models of a configuration on clean and on perturbed data, explains them, and reports which is better on what.\n\nExample:\n  evalkit run eval-configs/fashion.yaml --limit 2000"));
        foreach (Option option in new Option[] { untilDecided, dryRun, fresh, threads, shard, format }) command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            var request = configuration.Request(parsed) with
            {
                Fresh = parsed.GetValue(fresh),
                UntilDecided = parsed.GetValue(untilDecided),
                DryRun = parsed.GetValue(dryRun),
                Threads = parsed.GetValue(threads),
                Shard = parsed.GetValue(shard) is { } part ? ShardOption.Parse(part, Environment.GetEnvironmentVariable) : null,
                Format = parsed.GetRequiredValue(format),
            };
            if (request is { Shard: not null, Fresh: true } or { Shard: not null, UntilDecided: true } or { Shard: not null, Format: not RunRequest.Table })
                throw new UserException("--shard goes with neither --fresh nor --until-decided nor --format: a shard knows of its own units only");
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

            if (request.Shard is { } shard)
            {
                var failures = await evaluation.RunShardAsync(planned, request, progress, cancellation).ConfigureAwait(false);
                Console.Out.WriteLine(ShardView.Render(planned, shard, failures.Count));
                return ExitCodes.Of(failures);
            }

            foreach (var forecast in planned.Forecasts) progress.Say($"gate {forecast}");
            report = await evaluation.RunAsync(planned, request, progress, cancellation).ConfigureAwait(false);
        }

        if (request.Format == RunRequest.Table) ScorecardView.Write(report, Path.Combine(planned.Store.Folder, "report.html"));
        else await RunReports.PrintAsync(report, request.Format, file: null, catalog, cancellation).ConfigureAwait(false);

        return ExitCodes.Of(report);
    }
}
