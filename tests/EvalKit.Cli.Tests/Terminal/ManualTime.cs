namespace EvalKit.Cli.Tests.Terminal;

/// <summary>A clock that goes when told to, and fires its timers then.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly List<Timer> _timers = [];
    private TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(callback, state, period) { Due = _now + dueTime };
        _timers.Add(timer);
        return timer;
    }

    public void Advance(double seconds)
    {
        var end = _now + TimeSpan.FromSeconds(seconds);
        while (_timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due) is { } next)
        {
            _now = next.Due;
            next.Due += next.Period;
            next.Callback(next.State);
        }

        _now = end;
    }

    private sealed class Timer(TimerCallback callback, object? state, TimeSpan period) : ITimer
    {
        public TimerCallback Callback => callback;

        public object? State => state;

        public TimeSpan Period => period;

        public TimeSpan Due { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => Due = TimeSpan.MaxValue;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
