using EvalKit.Core.Configuration;
using EvalKit.Core.Configuration.Documents;
using EvalKit.Core.Data;
using EvalKit.Core.Errors;
using EvalKit.Core.Execution;
using EvalKit.Core.Gates.References;
using EvalKit.Core.Planning;
using EvalKit.Core.Plugins;
using EvalKit.Core.Reports;
using EvalKit.Core.Store;
using EvalKit.Data.Readers;

namespace EvalKit.Cli.Runs;

/// <summary>A run from its configuration to its report. It holds the run's folder, alone or with the other shards, until it is disposed of.</summary>
/// <param name="catalog">The methods.</param>
/// <param name="time">The clock that stamps measurements.</param>
internal sealed class Evaluation(PluginCatalog catalog, TimeProvider time) : IDisposable
{
    private RunLock? _lock;

    /// <summary>The plan, what opening models showed, and where results go.</summary>
    /// <param name="Plan">The plan.</param>
    /// <param name="Config">The configuration.</param>
    /// <param name="Store">The run's folder.</param>
    /// <param name="Reference">The run that gates compare with, or null.</param>
    /// <param name="Forecasts">What the gates will be able to tell.</param>
    /// <param name="Part">The units that this run is to have at its end: all, or those of its shard.</param>
    /// <param name="Todo">Those of them that are not in the store.</param>
    public sealed record Planned(
        Plan Plan, EvalConfig Config, RunStore Store, ReferenceRun? Reference, IReadOnlyList<string> Forecasts, IReadOnlyList<Unit> Part, IReadOnlyList<Unit> Todo);

    /// <summary>Reads the configuration, opens every model once and makes the plan.</summary>
    /// <exception cref="UserException">The configuration or the data are wrong, no model can be opened, or the folder cannot be written.</exception>
    /// <exception cref="RetryException">Another process uses the folder.</exception>
    public async Task<Planned> PlanAsync(RunRequest request, IRunProgress progress, CancellationToken cancellation)
    {
        var config = WithModels(ConfigReader.Read(request.Config, request.Overrides, catalog), request.Models);
        var store = new RunStore(request.Out ?? Path.Combine("runs", config.Name), Interruption.AtWrites());
        if (!request.DryRun)
        {
            _lock = request.Shard is { } one ? RunLock.Shared(store.Folder, $"evalkit run --shard {one}", time) : RunLock.Alone(store.Folder, "evalkit run", time);
            if (request.Fresh) store.Clear();
            store.Sweep(isAlone: request.Shard is null);
        }

        var entries = ModelFiles.Expand(config);
        if (request.UntilDecided) config = SequentialRun.Reduced(config);
        using var data = Opened(config, request.UntilDecided);
        var versions = request.Elsewhere ? await SharedPlan.VersionsAsync(store, cancellation).ConfigureAwait(false) : Versions.Current;
        versions = CustomLibraries.AddTo(versions, request.CustomOps);
        progress.Started("opening models");
        var (models, unopened) = await new Opening(config, store, request.Threads, request.CustomOps, progress).RunAsync(entries, data, cancellation).ConfigureAwait(false);
        if (models.Count == 0) throw NothingToRun(request, unopened);
        var plan = Planner.Plan(config, models, unopened, data, versions, request.UntilDecided) with { Slices = Slices(config, data) };
        var named = request.Reference ?? (config.Reference is { } path ? Path.Combine(config.Folder, path) : null);
        var reference = named is null ? null : await References.ReadAsync(named, plan.Gates, catalog, cancellation).ConfigureAwait(false);
        var forecasts = RunReports.CheckGates(BoundPlan.Of(plan, catalog), store, catalog, reference?.FitTo(plan, named!));
        var part = request.Shard is { } shard ? ShardPartition.Of(plan, shard.Count)[shard.Index] : plan.Units;
        var todo = request.Fresh ? part : await MissingUnits.OfAsync(part, store, isHeld: _lock is not null, progress, cancellation).ConfigureAwait(false);
        return new Planned(plan, config, store, reference, forecasts, part, todo);
    }

    /// <summary>Computes what is missing, measures cost, and writes the reports.</summary>
    public async Task<Report> RunAsync(Planned planned, RunRequest request, IRunProgress progress, CancellationToken cancellation)
    {
        var (plan, config, store, reference, _, _, todo) = planned;
        await References.KeepAsync(reference, store, cancellation).ConfigureAwait(false);
        await WriteAsync(plan, store, cancellation).ConfigureAwait(false);
        progress.Planned(todo.Count, todo.Sum(unit => unit.Predictions));
        var stopwatch = new StageClock(time);
        await using (var supervisor = Supervise(planned, request, progress))
        {
            if (plan.Drawn is null)
            {
                await ComputeAsync(supervisor, todo, stopwatch, cancellation).ConfigureAwait(false);
            }
            else
            {
                plan = await new SequentialRun(plan, store, reference, supervisor, catalog).RunAsync(todo, cancellation).ConfigureAwait(false);
                await WriteAsync(plan, store, cancellation).ConfigureAwait(false);
            }
        }

        // Otherwise a folder that was removed meanwhile would give a report of what came after.
        if (plan.Units.Any(unit => !store.Contains(unit.Id) && store.Failure(unit.Id) is null))
            throw new RetryException($"{store.Folder}: units that were finished are gone: was the folder removed? Run the same command again, which computes them anew");
        store.Sweep(isAlone: true);
        using var data = Opened(config, plan.Drawn is not null);
        return await new Conclusion(plan, store, catalog, time).OfAsync(config, data, request.CustomOps, reference, stopwatch, progress, cancellation).ConfigureAwait(false);
    }

    /// <summary>Computes what of its shard is missing, and leaves measuring, reports and gates to <c>evalkit merge</c>.</summary>
    /// <returns>The failures of the shard's units.</returns>
    /// <exception cref="UserException">The folder holds another plan.</exception>
    /// <exception cref="RetryException">A model could not be opened this time.</exception>
    public async Task<IReadOnlyList<UnitFailure>> RunShardAsync(Planned planned, RunRequest request, IRunProgress progress, CancellationToken cancellation)
    {
        // Without the model it would be another plan, and the first shard decides for all.
        if (planned.Plan.Unopened.FirstOrDefault(model => model.Retryable) is { } unopened) throw new RetryException(unopened.Why);
        await SharedPlan.JoinAsync(planned.Plan, planned.Store, cancellation).ConfigureAwait(false);
        await ShardsFile.Of(request).WriteAsync(planned.Store, cancellation).ConfigureAwait(false);
        await References.KeepAsync(planned.Reference, planned.Store, cancellation).ConfigureAwait(false);
        progress.Planned(planned.Todo.Count, planned.Todo.Sum(unit => unit.Predictions));
        await using (var supervisor = Supervise(planned, request, progress))
            await ComputeAsync(supervisor, planned.Todo, new StageClock(time), cancellation).ConfigureAwait(false);
        planned.Store.Sweep(isAlone: false);
        return [.. planned.Part.Where(unit => !planned.Store.Contains(unit.Id)).Select(unit => planned.Store.Failure(unit.Id)).OfType<UnitFailure>()];
    }

    private static Supervisor Supervise(Planned planned, RunRequest request, IRunProgress progress)
    {
        var (config, store) = (planned.Config, planned.Store);
        var limits = config.Limits ?? new LimitsConfig();
        return new Supervisor(
            planned.Plan, store, () => WorkerLauncher.Start(config.Folder, store.Folder, request.Threads, limits, request.CustomOps), progress, ModelPool.DefaultBudget, new Pace(limits, request.Threads));
    }

    private static async Task ComputeAsync(Supervisor supervisor, IReadOnlyList<Unit> todo, StageClock clock, CancellationToken cancellation)
    {
        foreach (var stage in Stages(todo))
            await clock.TimeAsync(stage.Key, () => supervisor.RunAsync([.. stage], cancellation)).ConfigureAwait(false);
    }

    /// <summary>Gives the run's folder back.</summary>
    public void Dispose() => _lock?.Dispose();

    private static UserException NothingToRun(RunRequest request, List<UnopenedModel> unopened)
    {
        var message = $"{request.Config}: none of the {unopened.Count} models could be opened, so there is nothing to run";
        return unopened.All(model => model.Retryable) ? new RetryException(message) : new UserException(message);
    }

    private static SortedDictionary<string, string>? Slices(EvalConfig config, IDataset data) => config.Data.Slices is not { } slices ? null : new(
        SliceFile.Read(slices, config.Folder, data, Math.Min(config.Data.Limit ?? data.Count, data.Count))
            .ToDictionary(slice => slice.Key, slice => SampleRanges.Format(slice.Value)), StringComparer.Ordinal);

    private static IDataset Opened(EvalConfig config, bool isDrawn)
    {
        var data = config.Data.Source.Method.Open(config.Folder);
        return isDrawn ? new DrawnDataset(data, new SampleOrder(config.Seed, Math.Min(config.Data.Limit ?? data.Count, data.Count))) : data;
    }

    private static Task WriteAsync(Plan plan, RunStore store, CancellationToken cancellation)
    {
        var bytes = PlanFile.Serialize(plan);
        return store.WriteFileAsync(PlanFile.Name, (stream, token) => stream.WriteAsync(bytes, token).AsTask(), cancellation);
    }

    // Patterns on the command line start from the current folder, those of the configuration from its own.
    private static EvalConfig WithModels(EvalConfig config, IReadOnlyList<string> patterns) => patterns.Count == 0 ? config : config with
    {
        Models = [.. patterns.Select(pattern => new ModelConfig(
            new SourcePlace("--models", 0, 0), Path.GetFullPath(pattern), null, null, new InputConfig(), new OutputConfig()))],
    };

    // Attributions before what judges them, whichever of them an earlier run left to do.
    private static IEnumerable<IGrouping<string, Unit>> Stages(IReadOnlyList<Unit> todo) =>
        todo.OrderBy(unit => unit.Kind).GroupBy(unit => Stage(unit.Kind, unit.What));

    private static string Stage(UnitKind kind, string what) => kind switch
    {
        UnitKind.Predictions => Condition.Parse(what).IsClean ? "clean" : "perturbed",
        UnitKind.Attributions => "attributions",
        _ => "explanation metrics",
    };
}
