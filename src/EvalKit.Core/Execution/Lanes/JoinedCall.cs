using System.Runtime.ExceptionServices;
using EvalKit.Core.Planning;

namespace EvalKit.Core.Execution.Lanes;

/// <summary>Joins equal calls of several lanes, in the lanes' order, and cuts them into batches of the plan's size.</summary>
internal sealed class JoinedCall : IDisposable
{
    private readonly CallTensors _batch = new();
    private readonly List<Lane> _lanes = [];

    /// <summary>Answers all lanes that ask for something, one kind of call after the other.</summary>
    /// <param name="lanes">All lanes.</param>
    public void Answer(ReadOnlySpan<Lane> lanes)
    {
        foreach (var first in lanes)
        {
            if (first.State != LaneState.Asking) continue;
            var call = first.Call;
            _lanes.Clear();
            foreach (var lane in lanes)
            {
                if (lane.State == LaneState.Asking && lane.Call == call) _lanes.Add(lane);
            }

            var failure = Run(call, first.Cancellation);
            foreach (var lane in _lanes) lane.Answer(failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _batch.Dispose();

    // A failure belongs to the lanes that asked: theirs is the work that cannot go on.
    private ExceptionDispatchInfo? Run(in ModelCall call, CancellationToken cancellation)
    {
        try
        {
            var (size, total) = (BatchSize.For(call.Model.Signature.Input), 0);
            foreach (var lane in _lanes) total += lane.Tensors.Count;
            for (var start = 0; start < total; start += size) RunBatch(call, start, Math.Min(size, total - start), cancellation);
            return null;
        }
        catch (Exception failure)
        {
            return ExceptionDispatchInfo.Capture(failure);
        }
    }

    private void RunBatch(in ModelCall call, int start, int count, CancellationToken cancellation)
    {
        var end = start + count;
        var offset = 0;
        foreach (var lane in _lanes)
        {
            // What lies in one lane's memory is asked for where it is.
            if (offset <= start && end <= offset + lane.Tensors.Count)
            {
                lane.Tensors.Run(call, start - offset, count, cancellation);
                return;
            }

            offset += lane.Tensors.Count;
        }

        _batch.Resize(call, count);
        foreach (var (lane, first, part, place) in Parts(start, end)) _batch.Take(call, place, lane.Tensors, first, part);
        _batch.Run(call, 0, count, cancellation);
        foreach (var (lane, first, part, place) in Parts(start, end)) _batch.Give(call, place, lane.Tensors, first, part);
    }

    // Which pictures of which lane lie in a batch, and where.
    private IEnumerable<(Lane Lane, int First, int Count, int Place)> Parts(int start, int end)
    {
        var offset = 0;
        foreach (var lane in _lanes)
        {
            var (from, to) = (Math.Max(start, offset), Math.Min(end, offset + lane.Tensors.Count));
            if (from < to) yield return (lane, from - offset, to - from, from - start);
            offset += lane.Tensors.Count;
        }
    }
}
