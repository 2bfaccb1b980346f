using System.Runtime.ExceptionServices;
using EvalKit.Core.Models;
using EvalKit.Core.Planning;

namespace EvalKit.Core.Execution.Lanes;

/// <summary>
/// The work on one sample, on a thread of its own that runs only in its turn: until it asks the model for something, or ends.
/// </summary>
internal sealed class Lane : IDisposable
{
    // What a method needs, and the runtime when it compiles a gradient.
    private const int StackBytes = 1 << 20;

    private readonly LaneCrew _crew;
    private readonly AutoResetEvent _turn = new(false);
    private readonly Thread _thread;
    private Action? _work;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Starts the thread, which waits for work.</summary>
    public Lane(LaneCrew crew)
    {
        _crew = crew;
        _thread = new Thread(Loop, StackBytes) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Whether it may go on, waits, or has nothing to do.</summary>
    public LaneState State { get; private set; } = LaneState.Ended;

    /// <summary>What it asks for.</summary>
    public ModelCall Call { get; private set; }

    /// <summary>Ends the call.</summary>
    public CancellationToken Cancellation { get; private set; }

    /// <summary>The numbers of the call.</summary>
    public CallTensors Tensors { get; } = new();

    /// <summary>Why the work ended early; null where it did not.</summary>
    public ExceptionDispatchInfo? Failure { get; private set; }

    /// <summary>Gives it work, to be begun in its turn.</summary>
    public void Begin(Action work) => (_work, Failure, State) = (work, null, LaneState.Ready);

    /// <summary>Gives it the turn.</summary>
    public void GoOn()
    {
        State = LaneState.Running;
        _turn.Set();
    }

    /// <summary>Tells that the call was answered.</summary>
    /// <param name="failure">Why not; null where it was.</param>
    public void Answer(ExceptionDispatchInfo? failure) => (_failure, State) = (failure, LaneState.Ready);

    /// <summary>Asks the model for something; called by the lane's own work.</summary>
    /// <param name="call">What.</param>
    /// <param name="pictures">[n, …].</param>
    /// <param name="references">[n, …], or empty.</param>
    /// <param name="seeds">[n, classes], or empty.</param>
    /// <param name="results">Receives [n, …], or empty.</param>
    /// <param name="maps">Receives [n], or empty.</param>
    /// <param name="cancellation">Ends the work.</param>
    public void Ask(
        in ModelCall call,
        ReadOnlySpan<float> pictures,
        ReadOnlySpan<float> references,
        ReadOnlySpan<float> seeds,
        Span<float> results,
        Span<FeatureMap> maps,
        CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var count = pictures.Length / call.PictureLength;

        // Whole batches gain nothing by waiting for others.
        if (count == BatchSize.For(call.Model.Signature.Input))
        {
            call.Run(pictures, references, seeds, results, maps, cancellation);
            return;
        }

        Tensors.Resize(call, count);
        pictures.CopyTo(Tensors.Pictures(call, 0, count));
        references.CopyTo(Tensors.References(call, 0, count));
        seeds.CopyTo(Tensors.Seeds(call, 0, count));
        (Call, Cancellation, State) = (call, cancellation, LaneState.Asking);
        var next = _crew.Next()!;
        if (next == this)
        {
            State = LaneState.Running;
        }
        else
        {
            next.GoOn();
            _turn.WaitOne();
        }

        _failure?.Throw();
        Tensors.Results(call, 0, count).CopyTo(results);
        Tensors.Maps(call, 0, count).CopyTo(maps);
    }

    /// <summary>Ends the thread; it must have no work.</summary>
    public void Dispose()
    {
        _work = null;
        _turn.Set();
        _thread.Join();
        _turn.Dispose();
        Tensors.Dispose();
    }

    private void Loop()
    {
        while (true)
        {
            _turn.WaitOne();
            if (_work is null) return;
            try
            {
                _work();
            }
            catch (Exception failure)
            {
                Failure = ExceptionDispatchInfo.Capture(failure);
            }

            State = LaneState.Ended;
            _crew.PassOn();
        }
    }
}
