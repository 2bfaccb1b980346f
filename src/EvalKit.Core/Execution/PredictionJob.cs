using System.Collections.Concurrent;
using EvalKit.Core.Models;
using EvalKit.Core.Planning;

namespace EvalKit.Core.Execution;

/// <summary>
/// Predictions of a group of models of one geometry, under one or several conditions and ranges of samples. Threads take
/// whole batches, so that reading, perturbing and predicting of different batches overlap; and while units are written, the
/// batches of the next condition are computed.
/// </summary>
internal sealed class PredictionJob(JobContext context, IReadOnlyList<Unit> units)
{
    // Scores wait in memory until they are written: a slow disk holds the models up rather than fill the memory.
    private const int MostWaiting = 1;

    private readonly Dictionary<string, IModel> _models = [];

    private readonly record struct Batch(PredictionPass Pass, int First, int Size);

    public async Task RunAsync(Action<WorkerReply> say, CancellationToken cancellation)
    {
        foreach (var model in units.Select(unit => unit.Model).Distinct()) _models[model] = context.Open(context.Bound.Model(model));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var computed = new BlockingCollection<PredictionPass>(MostWaiting);
        var computing = ComputeAsync(computed, stop.Token);
        try
        {
            foreach (var pass in computed.GetConsumingEnumerable(cancellation)) await pass.WriteAsync(say, cancellation).ConfigureAwait(false);
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await computing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        await computing.ConfigureAwait(false);
    }

    private async Task ComputeAsync(BlockingCollection<PredictionPass> computed, CancellationToken cancellation)
    {
        try
        {
            await SharedWork.RunAsync(Batches(), context.Threads, batch =>
            {
                if (batch.Pass.Compute(batch.First, batch.Size, cancellation)) computed.Add(batch.Pass, cancellation);
            }, cancellation).ConfigureAwait(false);
        }
        finally
        {
            computed.CompleteAdding();
        }
    }

    // A pass is made when its first batch is asked for, so that only those in hand take memory.
    private IEnumerable<Batch> Batches()
    {
        var size = BatchSize.For(context.Bound.Model(units[0].Model).Probed.View.Shape);
        foreach (var alike in units.GroupBy(unit => (unit.What, unit.Start, unit.Count)))
        {
            var pass = new PredictionPass(context, [.. alike], _models);
            for (var first = 0; first < alike.Key.Count; first += size) yield return new Batch(pass, first, Math.Min(size, alike.Key.Count - first));
        }
    }
}
