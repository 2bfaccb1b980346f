using System.CommandLine;
using EvalKit.Cli.Engines;
using EvalKit.Cli.Runs;
using EvalKit.Cli.Terminal;
using EvalKit.Core.Errors;
using EvalKit.Core.Plugins;

namespace EvalKit.Cli.Commands;

/// <summary><c>evalkit submit</c>: hands the shards of a run to an engine.</summary>
internal static class SubmitCommand
{
    private const string Slurm = "slurm";
    private const string Kubernetes = "kubernetes";

    public static Command Create(PluginCatalog catalog, TimeProvider time)
    {
        var configuration = new ConfigurationOptions();
        var engine = new Option<string>("--engine") { Description = "Where the shards run.", Required = true };
        engine.AcceptOnlyFromAmong(Slurm, Kubernetes);
        var shards = Positive("--shards", "The number of shards.");
        shards.Required = true;
        var cpus = Positive("--cpus", "Processors of a shard; by default 1.");
        var memory = Positive("--memory", "Memory of a shard in GiB.");
        var dryRun = new Option<bool>("--dry-run") { Description = "Writes the scripts or manifests, and submits nothing." };
        var partition = new Option<string?>("--partition") { Description = "Slurm: the partition.", HelpName = "NAME" };
        var limit = new Option<string?>("--time") { Description = "Slurm: the longest time of a shard, such as 2:00:00.", HelpName = "TIME" };
        var sbatch = new Option<string[]>("--sbatch") { Description = "Slurm: a further option of sbatch, such as --sbatch=--constraint=zen4.", HelpName = "OPTION" };
        var image = new Option<string?>("--image") { Description = "Kubernetes: the image made with the Dockerfile that is written.", HelpName = "IMAGE" };
        var claim = new Option<string?>("--claim") { Description = "Kubernetes: the persistent volume claim that holds the current folder.", HelpName = "NAME" };
        var space = new Option<string?>("--namespace") { Description = "Kubernetes: the namespace.", HelpName = "NAME" };
        var command = configuration.AddTo(new Command(
            "submit",
            "Hands the shards of a run that have something left to compute to an engine, and a job after them that joins and reports.\n\nExample:\n  evalkit submit eval-configs/fashion.yaml --engine slurm --shards 8 --cpus 4 --time 1:00:00"));
        Option[] ofSlurm = [partition, limit, sbatch];
        Option[] ofKubernetes = [image, claim, space];
        foreach (var option in (Option[])[engine, shards, cpus, memory, dryRun, .. ofSlurm, .. ofKubernetes]) command.Add(option);
        command.Validators.Add(result =>
        {
            var foreign = result.GetValue(engine) == Slurm ? ofKubernetes : ofSlurm;
            foreach (var option in foreign.Where(option => result.GetResult(option) is not null)) result.AddError($"{option.Name} is no option of --engine {result.GetValue(engine)}.");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var request = configuration.Request(parsed) with { DryRun = true, Elsewhere = true };
            var options = new EngineOptions(parsed.GetValue(cpus) ?? 1, parsed.GetValue(memory))
            {
                Partition = parsed.GetValue(partition),
                Time = parsed.GetValue(limit),
                Sbatch = parsed.GetValue(sbatch) ?? [],
                Image = parsed.GetValue(image),
                Claim = parsed.GetValue(claim),
                Namespace = parsed.GetValue(space),
            };
            var isSlurm = parsed.GetValue(engine) == Slurm;
            var isDry = parsed.GetValue(dryRun);
            var jobs = await PlanAsync(catalog, time, request, parsed.GetValue(shards)!.Value, isDry, cancellation).ConfigureAwait(false);
            if (isSlurm) await SlurmSubmission.SubmitAsync(jobs, options, isDry, Console.Out.WriteLine, cancellation).ConfigureAwait(false);
            else await KubernetesSubmission.WriteAsync(jobs, options, Console.Out.WriteLine, cancellation).ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<ShardJobs> PlanAsync(
        PluginCatalog catalog, TimeProvider time, RunRequest request, int shards, bool isDry, CancellationToken cancellation)
    {
        using var evaluation = new Evaluation(catalog, time);
        using var progress = ProgressView.Create(Console.Error, time);
        var planned = await evaluation.PlanAsync(request, progress, cancellation).ConfigureAwait(false);
        if (planned.Plan.Unopened.FirstOrDefault(model => model.Retryable) is { } unopened) throw new RetryException(unopened.Why);
        if (!isDry) await SharedPlan.ReplaceAsync(planned.Plan, planned.Store, time, cancellation).ConfigureAwait(false);
        return ShardJobs.Of(planned, request, shards);
    }

    private static Option<int?> Positive(string name, string description)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() < 1) result.AddError($"{name} must be at least 1.");
        });
        return option;
    }
}
