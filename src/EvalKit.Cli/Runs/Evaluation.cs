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

/// <summary>A run from its configuration to its report. It holds the run's folder alone until it is disposed of.</summary>
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
    /// <param name="Todo">The units that are not in the store.</param>
    public sealed record Planned(
        Plan Plan, EvalConfig Config, RunStore Store, ReferenceRun? Reference, IReadOnlyList<string> Forecasts, IReadOnlyList<Unit> Todo);

    /// <summary>Reads the configuration, opens every model once and makes the plan.</summary>
    /// <exception cref="UserException">The configuration or the data are wrong, no model can be opened, or the folder cannot be written.</exception>
    /// <exception cref="RetryException">Another process uses the folder.</exception>
    public async Task<Planned> PlanAsync(RunRequest request, IRunProgress progress, CancellationToken cancellation)
    {
        var config = WithModels(ConfigReader.Read(request.Config, request.Overrides, catalog), request.Models);
        var store = new RunStore(request.Out ?? Path.Combine("runs", config.Name), Interruption.AtWrites());
        if (!request.DryRun)
        {
            _lock = RunLock.Alone(store.Folder, "evalkit run", time);
            if (request.Fresh) store.Clear();
            store.Sweep(isAlone: true);
        }

        var entries = ModelFiles.Expand(config);
        if (request.UntilDecided) config = SequentialRun.Reduced(config);
        using var data = Opened(config, request.UntilDecided);
        progress.Started("opening models");
        var (models, unopened) = await new Opening(config, store, request.Threads, progress).RunAsync(entries, data, cancellation).ConfigureAwait(false);
        if (models.Count == 0) throw new UserException($"{request.Config}: none of the {unopened.Count} models could be opened, so there is nothing to run");
        var plan = Planner.Plan(config, models, unopened, data, Versions.Current, request.UntilDecided) with { Slices = Slices(config, data) };
        var named = request.Reference ?? (config.Reference is { } path ? Path.Combine(config.Folder, path) : null);
        var reference = named is null ? null : await References.ReadAsync(named, plan.Gates, catalog, cancellation).ConfigureAwait(false);
        var forecasts = RunReports.CheckGates(BoundPlan.Of(plan, catalog), store, catalog, reference?.FitTo(plan, named!));
        var todo = request.Fresh ? plan.Units : await MissingAsync(plan, store, progress, cancellation).ConfigureAwait(false);
        return new Planned(plan, config, store, reference, forecasts, todo);
    }

    /// <summary>Computes what is missing, measures cost, and writes the reports.</summary>
    public async Task<Report> RunAsync(Planned planned, RunRequest request, IRunProgress progress, CancellationToken cancellation)
    {
        var (plan, config, store, reference, _, todo) = planned;
        await References.KeepAsync(reference, store, cancellation).ConfigureAwait(false);
        await WriteAsync(plan, store, cancellation).ConfigureAwait(false);
        progress.Planned(todo.Count, todo.Sum(unit => unit.Predictions));
        var stopwatch = new StageClock(time);
        var limits = config.Limits ?? new LimitsConfig();
        await using (var supervisor = new Supervisor(
            plan, store, () => WorkerLauncher.Start(config.Folder, store.Folder, request.Threads, limits), progress, ModelPool.DefaultBudget, new Pace(limits, request.Threads)))
        {
            if (plan.Drawn is null)
            {
                foreach (var stage in Stages(todo))
                    await stopwatch.TimeAsync(stage.Key, () => supervisor.RunAsync([.. stage], cancellation)).ConfigureAwait(false);
            }
            else
            {
                plan = await new SequentialRun(plan, store, reference, supervisor, catalog).RunAsync(todo, cancellation).ConfigureAwait(false);
                await WriteAsync(plan, store, cancellation).ConfigureAwait(false);
            }
        }

        var measured = await new Measuring(plan, store, config.Folder, limits, time).RunAsync(stopwatch, progress, cancellation).ConfigureAwait(false);
        progress.Started("report");
        store.Sweep(isAlone: true);
        if (config.Interpretability is { Keep: true }) await new KeptAttributions(plan, store).WriteAsync(cancellation).ConfigureAwait(false);
        using var data = Opened(config, plan.Drawn is not null);
        var report = await RunReports.OfAsync(
            BoundPlan.Of(plan, catalog), store, catalog, reference?.FitTo(plan, ReferenceFile.Name), measured, data, cancellation).ConfigureAwait(false);
        await RunReports.WriteAsync(report, store, catalog, cancellation).ConfigureAwait(false);
        return report;
    }

    /// <summary>Gives the run's folder back.</summary>
    public void Dispose() => _lock?.Dispose();

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

    // A file that does not read back whole is computed again, and said. Only what holds the folder removes it.
    private async Task<IReadOnlyList<Unit>> MissingAsync(Plan plan, RunStore store, IRunProgress progress, CancellationToken cancellation)
    {
        var missing = new List<Unit>();
        foreach (var unit in plan.Units)
        {
            if (!store.Contains(unit.Id))
            {
                missing.Add(unit);
                continue;
            }

            try
            {
                await store.ReadAsync(unit.Id, cancellation).ConfigureAwait(false);
            }
            catch (InvalidDataException damage)
            {
                progress.Failed(unit.Model, unit.What, $"its stored unit is damaged ({damage.Message}) and is computed again");
                if (_lock is not null) store.Remove(unit.Id);
                missing.Add(unit);
            }
        }

        return missing;
    }
}
