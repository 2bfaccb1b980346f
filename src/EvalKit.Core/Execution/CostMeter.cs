using System.Diagnostics;
using EvalKit.Core.Data;
using EvalKit.Core.Models;
using EvalKit.Core.Planning;

namespace EvalKit.Core.Execution;

/// <summary>
/// Measures latency, throughput and memory on the run's own pictures. Models take turns, so that drift of the machine
/// (heat, other programs) hits all alike.
/// </summary>
/// <param name="context">Models and data.</param>
public sealed class CostMeter(JobContext context)
{
    private const int WarmUps = 3;
    private const int LeastRounds = 10;
    private const int MostRounds = 200;

    // Enough for a steady median of small models, little enough that large ones do not hold the run up.
    private static readonly TimeSpan TimePerModel = TimeSpan.FromSeconds(0.5);

    /// <summary>Measures single samples and batches, round by round over the models, with one thread.</summary>
    public void Latency(IReadOnlyList<string> names, Action<WorkerReply> say, CancellationToken cancellation)
    {
        var lanes = names.Select(name => new Lane(context, context.Bound.Model(name))).ToArray();
        foreach (var lane in lanes)
            for (var i = 0; i < WarmUps; i++) lane.Measure(cancellation);

        foreach (var lane in lanes) lane.Reset();
        var started = Stopwatch.GetTimestamp();
        for (var round = 0; round < MostRounds; round++)
        {
            if (round >= LeastRounds && Stopwatch.GetElapsedTime(started) > TimePerModel * lanes.Length) break;
            foreach (var lane in lanes) lane.Measure(cancellation);
        }

        foreach (var lane in lanes) say(new LatencyMeasured(lane.Name, lane.Milliseconds, lane.SamplesPerSecond));
    }

    /// <summary>Runs one model at batch 1 and at the run's batch size, and reads the process's peak memory.</summary>
    public void Memory(string name, Action<WorkerReply> say, CancellationToken cancellation)
    {
        var lane = new Lane(context, context.Bound.Model(name));
        for (var i = 0; i < WarmUps; i++) lane.Measure(cancellation);
        using var process = Process.GetCurrentProcess();
        say(new MemoryMeasured(name, process.PeakWorkingSet64));
    }

    private sealed class Lane
    {
        private readonly IModel _model;
        private readonly float[] _pictures;
        private readonly float[] _scores;
        private readonly int _batch;
        private readonly int _length;

        public Lane(JobContext context, PlannedModel planned)
        {
            Name = planned.Name;
            _model = context.Open(planned);
            ImageView view = planned.Probed.View;
            _length = view.Shape.Length;
            _batch = Math.Min(BatchSize.For(view.Shape), context.Plan.Data.Samples);
            _pictures = new float[_batch * _length];
            _scores = new float[_batch * _model.Signature.Classes];
            context.Data.Read(0, view, _pictures);
        }

        public string Name { get; }

        public List<double> Milliseconds { get; } = [];

        public List<double> SamplesPerSecond { get; } = [];

        public void Measure(CancellationToken cancellation)
        {
            var started = Stopwatch.GetTimestamp();
            _model.Predict(_pictures.AsSpan(0, _length), _scores.AsSpan(0, _model.Signature.Classes), cancellation);
            var single = Stopwatch.GetElapsedTime(started);
            started = Stopwatch.GetTimestamp();
            _model.Predict(_pictures, _scores, cancellation);
            Milliseconds.Add(single.TotalMilliseconds);
            SamplesPerSecond.Add(_batch / Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        public void Reset()
        {
            Milliseconds.Clear();
            SamplesPerSecond.Clear();
        }
    }
}
