using EvalKit.Core.Planning;
using EvalKit.Core.Store;

namespace EvalKit.Core.Execution;

/// <summary>
/// Hands the plan's jobs to a worker process and watches it. When the worker dies, the job is run again model by model in
/// a new one, so that only the guilty model's unit is recorded as failed.
/// </summary>
/// <param name="plan">The plan.</param>
/// <param name="store">Where the worker puts units.</param>
/// <param name="start">Starts a worker.</param>
/// <param name="progress">Told of what happens.</param>
/// <param name="budget">The memory that the models of one job may need together, in bytes.</param>
public sealed class Supervisor(Plan plan, RunStore store, Func<IWorker> start, IRunProgress progress, long budget) : IAsyncDisposable
{
    private IWorker? _worker;

    /// <summary>Computes units that are not in the store.</summary>
    /// <param name="todo">The units, in the order of the plan.</param>
    /// <param name="cancellation">Ends the worker; finished units stay.</param>
    public async Task RunAsync(IReadOnlyList<Unit> todo, CancellationToken cancellation)
    {
        foreach (var job in Job.Of(plan, todo, budget))
        {
            progress.Started(job.Title);
            var left = await TryAsync(job.Units, cancellation).ConfigureAwait(false);
            if (left.Died is null) continue;
            if (left.Units.Count == 1)
            {
                await FailAsync(left.Units[0], left.Died, retryable: true, cancellation).ConfigureAwait(false);
                continue;
            }

            foreach (var unit in left.Units)
            {
                var alone = await TryAsync([unit], cancellation).ConfigureAwait(false);
                if (alone.Died is { } death) await FailAsync(unit, death, retryable: true, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_worker is { } worker) await worker.DisposeAsync().ConfigureAwait(false);
        _worker = null;
    }

    private async Task<(IReadOnlyList<Unit> Units, string? Died)> TryAsync(IReadOnlyList<Unit> units, CancellationToken cancellation)
    {
        var left = new List<Unit>(units);
        try
        {
            // A unit whose basis failed cannot be computed; its own failure says so.
            foreach (var unit in units.Where(unit => unit.Requires is { } bases && !bases.All(store.Contains)))
            {
                left.Remove(unit);
                await FailAsync(unit, "the attributions that it judges could not be computed", retryable: true, cancellation).ConfigureAwait(false);
            }

            if (left.Count == 0) return (left, null);
            _worker ??= start();
            await foreach (var reply in _worker.AskAsync(new JobRequest([.. left.Select(unit => unit.Id)]), cancellation).ConfigureAwait(false))
            {
                switch (reply)
                {
                    case UnitFinished { Unit: var id }:
                        var finished = Take(id);
                        progress.Finished(finished.Model, finished.What, finished.Predictions);
                        break;
                    case UnitFailed { Unit: var id, Message: var why }:
                        await FailAsync(Take(id), why, retryable: false, cancellation).ConfigureAwait(false);
                        break;
                    case Refused { Message: var why }:
                        foreach (var unit in left.ToArray()) await FailAsync(Take(unit.Id), why, retryable: false, cancellation).ConfigureAwait(false);
                        break;
                    default:
                        throw new InvalidDataException($"unexpected answer {reply.GetType().Name} to a job");
                }
            }

            return (left, null);
        }
        catch (WorkerDiedException death)
        {
            await DisposeAsync().ConfigureAwait(false);
            return (left, death.Message);
        }

        Unit Take(string id)
        {
            var unit = left.First(one => one.Id == id);
            left.Remove(unit);
            return unit;
        }
    }

    private async Task FailAsync(Unit unit, string why, bool retryable, CancellationToken cancellation)
    {
        await store.WriteFailureAsync(new UnitFailure(unit.Id, unit.Model, unit.What, why, retryable), cancellation).ConfigureAwait(false);
        progress.Failed(unit.Model, unit.What, why);
    }
}
