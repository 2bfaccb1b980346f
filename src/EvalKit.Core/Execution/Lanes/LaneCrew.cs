using EvalKit.Core.Models;

namespace EvalKit.Core.Execution.Lanes;

/// <summary>
/// Samples that are worked on side by side, so that what they ask of a model is asked together. One lane runs at a time; when
/// all that have work ask for something, their calls are joined in the lanes' order and answered. What a lane asks depends on its
/// sample alone, so that which calls are joined does not depend on threads or time, and neither does any number.
/// </summary>
/// <param name="lanes">The most samples at a time.</param>
internal sealed class LaneCrew(int lanes) : IDisposable
{
    private readonly Lane[] _lanes = new Lane[lanes];
    private readonly JoinedCall _joined = new();
    private readonly AutoResetEvent _end = new(false);
    private int _count;

    /// <summary>Works on some samples, and returns when all are done. The first lane's failure is thrown.</summary>
    /// <param name="model">The model.</param>
    /// <param name="count">The number of samples, at least 1 and at most the number of lanes.</param>
    /// <param name="work">Works on a sample, from 0, with the model as its lane sees it.</param>
    public void Run(IModel model, int count, Action<IModel, int> work)
    {
        for (_count = 0; _count < count; _count++)
        {
            var (lane, sample) = (_lanes[_count] ??= new Lane(this), _count);
            lane.Begin(() => work(new LaneModel(model, lane), sample));
        }

        PassOn();
        _end.WaitOne();
        foreach (var lane in _lanes.AsSpan(0, count)) lane.Failure?.Throw();
    }

    /// <summary>The lane whose turn it is; null where all have ended. Where all wait for the model, it is asked first.</summary>
    internal Lane? Next()
    {
        var lanes = _lanes.AsSpan(0, _count);
        while (true)
        {
            var asks = false;
            foreach (var lane in lanes)
            {
                if (lane.State == LaneState.Ready) return lane;
                asks |= lane.State == LaneState.Asking;
            }

            if (!asks) return null;
            _joined.Answer(lanes);
        }
    }

    /// <summary>Gives the turn to the next lane, or ends.</summary>
    internal void PassOn()
    {
        if (Next() is { } lane) lane.GoOn();
        else _end.Set();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var lane in _lanes) lane?.Dispose();
        _joined.Dispose();
        _end.Dispose();
    }
}
