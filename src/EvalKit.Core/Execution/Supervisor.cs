using System.Diagnostics;
using EvalKit.Core.Planning;
using EvalKit.Core.Store;

namespace EvalKit.Core.Execution;

/// <summary>
/// Hands the plan's jobs to a worker process and watches it. When the worker dies, the units left are run again one by one,
/// each once more in a fresh worker where that one dies too, so that only the guilty model's unit is recorded as failed.
/// </summary>
/// <param name="plan">The plan.</param>
/// <param name="store">Where the worker puts units.</param>
/// <param name="start">Starts a worker.</param>
/// <param name="progress">Told of what happens.</param>
/// <param name="budget">The memory that the models of one job may need together, in bytes.</param>
/// <param name="pace">The limits of time.</param>
public sealed class Supervisor(Plan plan, RunStore store, Func<IWorker> start, IRunProgress progress, long budget, Pace pace) : IAsyncDisposable
{
    // A model that hangs costs the time limit at each attempt.
    private const int MostHangs = 2;

    private readonly Dictionary<string, PlannedModel> _models = plan.Models.ToDictionary(model => model.Name, StringComparer.Ordinal);
    private readonly HashSet<string> _guilty = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _hangs = new(StringComparer.Ordinal);
    private IWorker? _worker;

    /// <summary>Computes units that are not in the store.</summary>
    /// <param name="todo">The units, in the order of the plan.</param>
    /// <param name="cancellation">Ends the worker; finished units stay.</param>
    public async Task RunAsync(IReadOnlyList<Unit> todo, CancellationToken cancellation)
    {
        foreach (var job in Job.Of(plan, todo, budget))
        {
            progress.Started(job.Title);
            // A model that has killed a worker runs alone from then on.
            var apart = job.Units.ToLookup(unit => _guilty.Contains(unit.Model));
            var left = await TryAsync([.. apart[false]], cancellation).ConfigureAwait(false);
            var earlier = left.Units.Count == 1 ? left.Death : null;
            foreach (var unit in left.Units) await RunAloneAsync(unit, earlier, cancellation).ConfigureAwait(false);
            foreach (var unit in apart[true]) await RunAloneAsync(unit, null, cancellation).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_worker is { } worker) await worker.DisposeAsync().ConfigureAwait(false);
        _worker = null;
    }

    private async Task RunAloneAsync(Unit unit, WorkerDeath? earlier, CancellationToken cancellation)
    {
        if (_hangs.GetValueOrDefault(unit.Model) >= MostHangs)
        {
            await FailAsync(unit, $"not tried, since the model hung in {MostHangs} units before", retryable: false, death: null, cancellation).ConfigureAwait(false);
            return;
        }

        var first = earlier ?? (await TryAsync([unit], cancellation).ConfigureAwait(false)).Death;
        if (first is null) return;
        var second = (await TryAsync([unit], cancellation).ConfigureAwait(false)).Death;
        if (second is null) return;
        _guilty.Add(unit.Model);
        if (second.Cause == DeathCause.TimeLimit) _hangs[unit.Model] = _hangs.GetValueOrDefault(unit.Model) + 1;
        await FailAsync(unit, second.TextAfter(first), first.Retryable || second.Retryable, second, cancellation).ConfigureAwait(false);
    }

    private async Task<(IReadOnlyList<Unit> Units, WorkerDeath? Death)> TryAsync(IReadOnlyList<Unit> units, CancellationToken cancellation)
    {
        var left = new List<Unit>(units);
        var (begun, predictions) = (0L, 0L);
        try
        {
            // A unit whose basis failed cannot be computed; its own failure says so.
            foreach (var unit in units.Where(unit => unit.Requires is { } bases && !bases.All(store.Contains)))
            {
                left.Remove(unit);
                var mend = unit.Requires!.All(basis => store.Failure(basis)?.Retryable ?? true);
                await FailAsync(unit, "the attributions that it judges could not be computed", mend, death: null, cancellation).ConfigureAwait(false);
            }

            if (left.Count == 0) return (left, null);
            _worker ??= start();
            await foreach (var reply in _worker.AskAsync(new JobRequest([.. left.Select(unit => unit.Id)]), PatienceFor(left), cancellation).ConfigureAwait(false))
            {
                if (begun == 0) begun = Stopwatch.GetTimestamp();
                switch (reply)
                {
                    case Progressed { Predictions: var more }:
                        predictions += more;
                        break;
                    case UnitFinished { Unit: var id }:
                        var finished = Take(id);
                        progress.Finished(finished.Model, finished.What, finished.Predictions);
                        break;
                    case UnitFailed { Unit: var id, Message: var why, Retryable: var mends }:
                        await FailAsync(Take(id), why, mends, death: null, cancellation).ConfigureAwait(false);
                        break;
                    case Refused { Message: var why, Retryable: var mends }:
                        foreach (var unit in left.ToArray()) await FailAsync(Take(unit.Id), why, mends, death: null, cancellation).ConfigureAwait(false);
                        break;
                    default:
                        throw new InvalidDataException($"unexpected answer {reply.GetType().Name} to a job");
                }
            }

            pace.Measured(units.Select(unit => unit.Model).Distinct(), predictions, Stopwatch.GetElapsedTime(begun));
            return (left, null);
        }
        catch (WorkerDiedException died)
        {
            await DisposeAsync().ConfigureAwait(false);
            // A worker may die between giving a unit its name and telling of it.
            foreach (var unit in left.Where(unit => store.Contains(unit.Id)).ToArray()) progress.Finished(unit.Model, unit.What, Take(unit.Id).Predictions);
            return (left, left.Count == 0 ? null : died.Death);
        }

        Unit Take(string id)
        {
            var unit = left.First(one => one.Id == id);
            left.Remove(unit);
            return unit;
        }
    }

    private Patience PatienceFor(IReadOnlyList<Unit> units)
    {
        PlannedModel[] models = [.. units.Select(unit => unit.Model).Distinct().Select(name => _models[name])];
        return pace.ToRun(models);
    }

    private async Task FailAsync(Unit unit, string why, bool retryable, WorkerDeath? death, CancellationToken cancellation)
    {
        await store.WriteFailureAsync(new UnitFailure(unit.Id, unit.Model, unit.What, why, retryable) { Death = death }, cancellation).ConfigureAwait(false);
        progress.Failed(unit.Model, unit.What, why);
    }
}
