using EvalKit.Core.Configuration;
using EvalKit.Core.Data;
using EvalKit.Core.Execution;
using EvalKit.Core.Planning;
using EvalKit.Core.Store;

namespace EvalKit.Cli.Runs;

/// <summary>Opens every model once in a worker; one that ends the worker twice costs only itself.</summary>
/// <param name="config">The configuration.</param>
/// <param name="store">The run's folder.</param>
/// <param name="threads">The number of threads that work at once.</param>
/// <param name="libraries">The libraries of custom operators that the worker loads.</param>
/// <param name="progress">Told of models that cannot be opened.</param>
internal sealed class Opening(EvalConfig config, RunStore store, int threads, IReadOnlyList<string> libraries, IRunProgress progress)
{
    private readonly LimitsConfig _limits = config.Limits ?? new LimitsConfig();
    private WorkerProcess? _worker;

    /// <summary>Opens the models.</summary>
    /// <param name="entries">What the configuration says of each.</param>
    /// <param name="data">The data, for what a graph leaves free.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>What opening showed of those that open, and why the others do not.</returns>
    public async Task<(List<PlannedModel> Models, List<UnopenedModel> Unopened)> RunAsync(
        IReadOnlyList<ModelEntry> entries, IDataset data, CancellationToken cancellation)
    {
        var models = new List<PlannedModel>();
        var unopened = new List<UnopenedModel>();
        PlannedMethod[] methods = [.. (config.Interpretability?.Attributions ?? []).Select(one => PlannedMethod.Of(one.Method))];
        try
        {
            foreach (var entry in entries)
            {
                var request = new ProbeRequest(entry, data.StoredShape(0), methods);
                var opened = await TryAsync(request, cancellation).ConfigureAwait(false);
                if (opened.Death is { } first)
                {
                    opened = await TryAsync(request, cancellation).ConfigureAwait(false);
                    if (opened.Death is { } second)
                        opened.Why = new UnopenedModel(entry.Name, $"{entry.Path}: while it was opened, {second.TextAfter(first)}", first.Retryable || second.Retryable);
                }

                if (opened.Model is { } model) models.Add(new PlannedModel(entry, model));
                if (opened.Why is not { } why) continue;
                unopened.Add(why);
                progress.Failed(entry.Name, "open", why.Why);
            }
        }
        finally
        {
            await EndAsync().ConfigureAwait(false);
        }

        return (models, unopened);
    }

    private async Task<(ProbedModel? Model, UnopenedModel? Why, WorkerDeath? Death)> TryAsync(ProbeRequest request, CancellationToken cancellation)
    {
        var patience = new Pace(_limits, threads).ToOpen(BytesOf(Path.Combine(config.Folder, request.Model.Path)));
        (ProbedModel? Model, UnopenedModel? Why, WorkerDeath? Death) result = default;
        try
        {
            _worker ??= WorkerLauncher.Start(config.Folder, store.Folder, threads, _limits, libraries);
            await foreach (var reply in _worker.AskAsync(request, patience, cancellation).ConfigureAwait(false))
            {
                if (reply is Probed probed) result.Model = probed.Model;
                if (reply is Refused refused) result.Why = new UnopenedModel(request.Model.Name, refused.Message, refused.Retryable);
            }
        }
        catch (WorkerDiedException died)
        {
            await EndAsync().ConfigureAwait(false);
            result.Death = died.Death;
        }

        return result;
    }

    /// <summary>The size of a model's file and of its external data, which lie beside it as a rule, under a name that begins with its name.</summary>
    /// <param name="model">The file.</param>
    public static long BytesOf(string model)
    {
        var file = new FileInfo(Path.GetFullPath(model));
        return file.Directory is { Exists: true } folder
            ? folder.EnumerateFiles(Path.GetFileNameWithoutExtension(file.Name) + "*").Sum(one => one.Length)
            : 0;
    }

    private async Task EndAsync()
    {
        if (_worker is { } worker) await worker.DisposeAsync().ConfigureAwait(false);
        _worker = null;
    }
}
