using System.Buffers;
using EvalKit.Core.Data;
using EvalKit.Core.Models;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Planning;
using EvalKit.Core.Randomness;
using EvalKit.Core.Store;

namespace EvalKit.Core.Execution;

/// <summary>
/// One condition × one range of samples × a group of models of one geometry: each batch is read and perturbed once and fed
/// to every model. Threads take whole batches, so all three steps of different batches overlap.
/// </summary>
internal sealed class PredictionJob(JobContext context, IReadOnlyList<Unit> units)
{
    private sealed record Lane(Unit Unit, IModel Model, float[] Scores)
    {
        public string? Failure { get; set; }
    }

    public async Task RunAsync(Action<WorkerReply> say, CancellationToken cancellation)
    {
        var lanes = new List<Lane>();
        foreach (var unit in units)
        {
            var model = context.Open(context.Bound.Model(unit.Model));
            lanes.Add(new Lane(unit, model, new float[unit.Count * model.Signature.Classes]));
        }

        var view = context.Bound.Model(units[0].Model).Probed.View;
        var batch = BatchSize.For(view.Shape);
        var (start, count) = (units[0].Start, units[0].Count);
        Parallel.For(0, (count + batch - 1) / batch, context.Parallel(cancellation), index =>
        {
            var first = index * batch;
            RunBatch(lanes, view, start, first, Math.Min(batch, count - first), cancellation);
        });

        foreach (var lane in lanes)
        {
            if (lane.Failure is { } why)
            {
                say(new UnitFailed(lane.Unit.Id, why));
                continue;
            }

            var rows = PredictionRows.ToTable(context.Data, start, lane.Scores, lane.Model.Signature);
            await context.Store.WriteAsync(lane.Unit.Id, rows, cancellation).ConfigureAwait(false);
            say(new UnitFinished(lane.Unit.Id));
        }
    }

    private void RunBatch(List<Lane> lanes, ImageView view, int start, int first, int size, CancellationToken cancellation)
    {
        var length = size * view.Shape.Length;
        var clean = ArrayPool<float>.Shared.Rent(length);
        var perturbed = ArrayPool<float>.Shared.Rent(length);
        try
        {
            context.Data.Read(start + first, view, clean.AsSpan(0, length));
            var inputs = Perturb(clean.AsSpan(0, length), perturbed.AsSpan(0, length), view, start + first) ? perturbed : clean;
            foreach (var lane in lanes.Where(lane => lane.Failure is null))
            {
                var classes = lane.Model.Signature.Classes;
                try
                {
                    lane.Model.Predict(inputs.AsSpan(0, length), lane.Scores.AsSpan(first * classes, size * classes), cancellation);
                }
                catch (ModelException problem)
                {
                    lane.Failure = problem.Message;
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(clean);
            ArrayPool<float>.Shared.Return(perturbed);
        }
    }

    private bool Perturb(ReadOnlySpan<float> clean, Span<float> perturbed, ImageView view, int sample)
    {
        var condition = Condition.Parse(units[0].What);
        if (condition.IsClean) return false;
        var perturbation = context.Bound.Perturbations[condition.Kind];
        for (var at = 0; at < clean.Length; at += view.Shape.Length, sample++)
        {
            var key = RandomStream.KeyOf(context.Plan.Seed, perturbation.Name, condition.Severity, context.Data.Id(sample));
            perturbation.Method.Apply(
                clean.Slice(at, view.Shape.Length),
                perturbed.Slice(at, view.Shape.Length),
                new PerturbationContext(view.Shape, condition.Severity, context.Plan.Constants!.Value, key));
        }

        return true;
    }
}
