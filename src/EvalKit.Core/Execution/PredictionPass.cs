using System.Buffers;
using EvalKit.Core.Data;
using EvalKit.Core.Models;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Planning;
using EvalKit.Core.Randomness;
using EvalKit.Core.Store;

namespace EvalKit.Core.Execution;

/// <summary>
/// One condition × one range of samples × a group of models of one geometry: each batch is read (from a perturbed copy, where the
/// condition has one) and perturbed once and fed to every model.
/// </summary>
internal sealed class PredictionPass
{
    private sealed record Lane(Unit Unit, IModel Model, Memory<float> Scores)
    {
        public string? Failure { get; set; }
    }

    // A writer mostly waits for the disk, and disks take several files in the time of one.
    private const int Writers = 4;

    private readonly JobContext _context;
    private readonly Lane[] _lanes;

    // Of all lanes, borrowed until they are written.
    private readonly float[] _scores;
    private readonly ImageView _view;
    private readonly int _start;
    private readonly int _count;
    private readonly Condition _condition;
    private readonly IDataset _data;
    private readonly IImagePerturbation? _perturbation;
    private int _samplesLeft;

    /// <summary>Makes room for the scores.</summary>
    /// <param name="context">What jobs share.</param>
    /// <param name="units">One unit a model, alike but for it.</param>
    /// <param name="models">The open models by name.</param>
    public PredictionPass(JobContext context, IReadOnlyList<Unit> units, IReadOnlyDictionary<string, IModel> models)
    {
        _context = context;
        var lengths = units.Select(unit => unit.Count * models[unit.Model].Signature.Classes).ToArray();
        _scores = ArrayPool<float>.Shared.Rent(lengths.Sum());
        var room = _scores.AsMemory();
        _lanes = new Lane[units.Count];
        for (var i = 0; i < _lanes.Length; i++)
        {
            _lanes[i] = new Lane(units[i], models[units[i].Model], room[..lengths[i]]);
            room = room[lengths[i]..];
        }

        _view = context.Bound.Model(units[0].Model).Probed.View;
        (_start, _count, _samplesLeft) = (units[0].Start, units[0].Count, units[0].Count);
        _condition = Condition.Parse(units[0].What);
        _data = context.Copies.Of(_condition);
        _perturbation = _condition switch
        {
            { IsClean: true } => null,
            { Level: not null } => context.Bound.Sweeps[_condition.Kind].Method,
            _ => context.Bound.Perturbations[_condition.Kind].Method as IImagePerturbation,
        };
    }

    /// <summary>Computes the scores of a batch; several threads may do so for different batches.</summary>
    /// <param name="first">The first sample, counted from the start of the range.</param>
    /// <param name="size">The number of samples.</param>
    /// <param name="cancellation">Ends the work between two calls of a model.</param>
    /// <returns>Whether no sample of the range is left: true once, for the batch that is finished last.</returns>
    public bool Compute(int first, int size, CancellationToken cancellation)
    {
        var length = size * _view.Shape.Length;
        var clean = ArrayPool<float>.Shared.Rent(length);
        var perturbed = _perturbation is null ? clean : ArrayPool<float>.Shared.Rent(length);
        try
        {
            _data.Read(_start + first, _view, clean.AsSpan(0, length));
            if (_perturbation is not null) Perturb(_perturbation, clean.AsSpan(0, length), perturbed.AsSpan(0, length), _start + first);
            foreach (var lane in _lanes)
            {
                if (lane.Failure is null) Predict(lane, perturbed.AsSpan(0, length), first, size, cancellation);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(clean);
            if (perturbed != clean) ArrayPool<float>.Shared.Return(perturbed);
        }

        return Interlocked.Add(ref _samplesLeft, -size) == 0;
    }

    /// <summary>Writes the units of the models that did not fail.</summary>
    /// <param name="say">Told of each unit, by several threads at once.</param>
    /// <param name="cancellation">Ends the writing.</param>
    public async Task WriteAsync(Action<WorkerReply> say, CancellationToken cancellation)
    {
        var samples = SampleColumns.Of(_context.Data, _start, _count);
        await Parallel.ForEachAsync(
            _lanes,
            new ParallelOptions { MaxDegreeOfParallelism = Writers, CancellationToken = cancellation },
            async (lane, token) =>
            {
                if (lane.Failure is { } why)
                {
                    say(new UnitFailed(lane.Unit.Id, why));
                    return;
                }

                var rows = PredictionRows.ToTable(samples, lane.Scores, lane.Model.Signature);
                await _context.Store.WriteAsync(lane.Unit.Id, rows, token).ConfigureAwait(false);
                say(new UnitFinished(lane.Unit.Id));
            }).ConfigureAwait(false);
        ArrayPool<float>.Shared.Return(_scores);
    }

    private void Perturb(IImagePerturbation perturbation, ReadOnlySpan<float> clean, Span<float> perturbed, int sample)
    {
        var length = _view.Shape.Length;
        for (var at = 0; at < clean.Length; at += length, sample++)
        {
            // At every level of a sweep the severity is 0, so the random numbers are the same and only the level differs.
            var key = RandomStream.KeyOf(_context.Plan.Seed, _condition.Kind, _condition.Severity, _context.Data.Id(sample));
            var context = new PerturbationContext(_view.Shape, _condition.Severity, _context.Plan.Constants ?? default, key);
            var source = clean.Slice(at, length);
            var destination = perturbed.Slice(at, length);
            if (_condition.Level is { } level) ((IGradedImagePerturbation)perturbation).ApplyAt(level, source, destination, context);
            else perturbation.Apply(source, destination, context);
        }
    }

    private static void Predict(Lane lane, ReadOnlySpan<float> pictures, int first, int size, CancellationToken cancellation)
    {
        var classes = lane.Model.Signature.Classes;
        try
        {
            lane.Model.Predict(pictures, lane.Scores.Span.Slice(first * classes, size * classes), cancellation);
        }
        catch (ModelException problem)
        {
            lane.Failure = problem.Message;
        }
    }
}
