using System.Diagnostics;

namespace EvalKit.Core.Execution;

/// <summary>Watches a worker while it answers a request, and ends it when it takes too long or too much.</summary>
internal sealed class WorkerWatch : IAsyncDisposable
{
    // Between two looks a process that does nothing but allocate grows by some hundred megabytes.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    // A machine that slept, or a supervisor that was stopped, must not count as a worker's silence.
    private static readonly TimeSpan MostBetweenLooks = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly long _memory;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly Task _watching;
    private TimeSpan _patience;
    private TimeSpan _silence;

    /// <summary>Begins to watch.</summary>
    /// <param name="process">The worker.</param>
    /// <param name="patience">The longest time without a sign of progress, to begin with.</param>
    /// <param name="memory">The most memory that it may take, in bytes.</param>
    public WorkerWatch(Process process, TimeSpan patience, long memory)
    {
        (_process, _patience, _memory) = (process, patience, memory);
        _watching = Task.Run(WatchAsync);
    }

    /// <summary>Why the worker was ended; null where it was not.</summary>
    public DeathCause? Ended { get; private set; }

    /// <summary>The most memory that was seen, in bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>The time since the last sign of progress.</summary>
    public TimeSpan Silence
    {
        get
        {
            lock (_gate) return _silence;
        }
    }

    /// <summary>The longest time without a sign of progress.</summary>
    public TimeSpan Patience
    {
        get
        {
            lock (_gate) return _patience;
        }
    }

    /// <summary>Takes note of a sign of progress.</summary>
    /// <param name="patience">The longest time to the next one.</param>
    public void Heard(TimeSpan patience)
    {
        lock (_gate) (_patience, _silence) = (patience, TimeSpan.Zero);
    }

    /// <summary>Ends the watch; what it saw can be read from then on.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(Interval);
        for (var last = Stopwatch.GetTimestamp(); await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false);)
        {
            var now = Stopwatch.GetTimestamp();
            if (Judge(Stopwatch.GetElapsedTime(last, now)) is { } cause)
            {
                Ended = cause;
                _process.Kill(entireProcessTree: true);
                return;
            }

            last = now;
        }
    }

    private DeathCause? Judge(TimeSpan passed)
    {
        Bytes = Math.Max(Bytes, ProcessMemory.Of(_process));
        if (Bytes > _memory) return DeathCause.MemoryLimit;
        lock (_gate)
        {
            _silence += passed < MostBetweenLooks ? passed : MostBetweenLooks;
            return _silence > _patience ? DeathCause.TimeLimit : null;
        }
    }
}
