using EvalKit.Core.Errors;
using EvalKit.Core.Models;
using EvalKit.Core.Planning;

namespace EvalKit.Core.Execution;

/// <summary>Computes the units of a job in this process.</summary>
/// <param name="context">What jobs share.</param>
public sealed class JobRunner(JobContext context)
{
    /// <summary>Computes the units of one job.</summary>
    /// <param name="ids">Their ids, as in the plan.</param>
    /// <param name="say">Told of each unit as it is finished or fails.</param>
    /// <param name="cancellation">Ends the work; units not yet finished are not written.</param>
    public async Task RunAsync(IReadOnlyList<string> ids, Action<WorkerReply> say, CancellationToken cancellation)
    {
        var units = ids.Select(id => context.Plan.Units.First(unit => unit.Id == id)).ToArray();
        var gate = new Lock();
        var left = new HashSet<string>(ids, StringComparer.Ordinal);
        try
        {
            // Units are written side by side; the caller is told of one at a time.
            await DispatchAsync(units, reply =>
            {
                lock (gate)
                {
                    if (reply is UnitFinished finished) left.Remove(finished.Unit);
                    if (reply is UnitFailed failed) left.Remove(failed.Unit);
                    say(reply);
                }
            }, cancellation).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is UserException or ModelException or InvalidDataException)
        {
            foreach (var id in ids.Where(left.Contains)) say(new UnitFailed(id, problem.Message, problem is RetryException));
        }
    }

    private async Task DispatchAsync(Unit[] units, Action<WorkerReply> say, CancellationToken cancellation)
    {
        switch (units[0].Kind)
        {
            case UnitKind.Predictions:
                await new PredictionJob(context, units).RunAsync(say, cancellation).ConfigureAwait(false);
                break;
            case UnitKind.Attributions:
                foreach (var unit in units) await new AttributionJob(context, unit).RunAsync(say, cancellation).ConfigureAwait(false);
                break;
            default:
                foreach (var unit in units) await new ExplanationJob(context, unit).RunAsync(say, cancellation).ConfigureAwait(false);
                break;
        }
    }
}
