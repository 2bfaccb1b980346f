using EvalKit.Core.Configuration;
using EvalKit.Core.Data;
using EvalKit.Core.Errors;
using EvalKit.Core.Execution;
using EvalKit.Core.Gates.References;
using EvalKit.Core.Planning;
using EvalKit.Core.Plugins;
using EvalKit.Core.Reports;
using EvalKit.Core.Store;

namespace EvalKit.Cli.Runs;

/// <summary>Joins what shards computed, in one folder or in copies of it, into a run with its reports.</summary>
/// <param name="catalog">The methods.</param>
/// <param name="time">The clock that stamps measurements.</param>
internal sealed class Merging(PluginCatalog catalog, TimeProvider time)
{
    /// <summary>What came of it.</summary>
    /// <param name="Plan">The plan.</param>
    /// <param name="Store">The folder that has all.</param>
    /// <param name="Missing">The units that neither were computed nor failed.</param>
    /// <param name="Report">The report; null where units are missing, since it would hide the gap.</param>
    public sealed record Result(Plan Plan, RunStore Store, IReadOnlyList<Unit> Missing, Report? Report);

    /// <summary>Joins the folders and writes the reports.</summary>
    /// <exception cref="UserException">The folders do not belong together, or the data are not those of the run.</exception>
    /// <exception cref="RetryException">A whole run is at work in the folder.</exception>
    public async Task<Result> RunAsync(MergeRequest request, IRunProgress progress, CancellationToken cancellation)
    {
        var store = new RunStore(request.Out ?? request.Runs[0], Interruption.AtWrites());
        var plan = await PlanFile.ReadAsync(request.Runs[0], cancellation).ConfigureAwait(false);
        // A shard that still runs, say for a second time, disturbs nothing: what it may yet write is there, or is missing below.
        using var shared = RunLock.Shared(store.Folder, "evalkit merge", time);
        store.Sweep(isAlone: false);
        foreach (var run in request.Runs)
        {
            var from = new RunStore(run);
            await SameAsync(plan, request.Runs[0], from, cancellation).ConfigureAwait(false);
            if (from.Folder != store.Folder) await TakeAsync(plan, from, store, progress, cancellation).ConfigureAwait(false);
        }

        await SharedPlan.JoinAsync(plan, store, cancellation).ConfigureAwait(false);
        var lacking = await MissingUnits.OfAsync(plan.Units, store, isHeld: true, progress, cancellation).ConfigureAwait(false);
        Unit[] missing = [.. lacking.Where(unit => store.Failure(unit.Id) is null)];
        if (missing.Length > 0) return new Result(plan, store, missing, null);
        var reference = await References.KeptAsync(plan, store.Folder, cancellation).ConfigureAwait(false);
        return new Result(plan, store, [], await ReportAsync(plan, store, request, reference, progress, cancellation).ConfigureAwait(false));
    }

    private async Task<Report> ReportAsync(
        Plan plan, RunStore store, MergeRequest request, ReferenceRun? reference, IRunProgress progress, CancellationToken cancellation)
    {
        var conclusion = new Conclusion(plan, store, catalog, time);
        if (request.Config is not { } file) return await conclusion.OfStoreAsync(reference, progress, cancellation).ConfigureAwait(false);
        var config = ConfigReader.Read(file, request.Overrides, catalog);
        using var data = catalog.Create<IDataSource>(plan.Data.Kind, plan.Data.Parameters).Method.Open(config.Folder);
        return data.Sha256 == plan.Data.Sha256
            ? await conclusion.OfAsync(config, data, request.CustomOps, reference, new StageClock(time), progress, cancellation).ConfigureAwait(false)
            : throw new UserException($"{file}: the data in {config.Folder} are not those of the run in {store.Folder} (their hashes differ)");
    }

    private static async Task SameAsync(Plan plan, string first, RunStore store, CancellationToken cancellation)
    {
        var other = await PlanFile.ReadAsync(store.Folder, cancellation).ConfigureAwait(false);
        if (PlanDifference.Of(plan, other) is { Length: > 0 } difference)
            throw new UserException($"{first} and {store.Folder} hold different runs: their plans differ in {difference}; 'evalkit compare' sets different runs side by side");
    }

    // A damaged copy counts as none: what is still missing at the end is said.
    private static async Task TakeAsync(Plan plan, RunStore from, RunStore store, IRunProgress progress, CancellationToken cancellation)
    {
        foreach (var unit in plan.Units)
        {
            try
            {
                if (from.Contains(unit.Id)) await store.TakeAsync(from, unit.Id, cancellation).ConfigureAwait(false);
                else if (from.Failure(unit.Id) is { } failure && !store.Contains(unit.Id)) await store.WriteFailureAsync(failure, cancellation).ConfigureAwait(false);
            }
            catch (InvalidDataException damage)
            {
                progress.Failed(unit.Model, unit.What, $"its unit in {from.Folder} is not used: {damage.Message}");
            }
        }

        foreach (var name in new[] { ReferenceFile.Name, ShardsFile.Name, Measuring.FileName })
        {
            var path = Path.Combine(from.Folder, name);
            if (File.Exists(path))
                await AtomicFile.CreateAsync(Path.Combine(store.Folder, name), await File.ReadAllBytesAsync(path, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        }
    }
}
