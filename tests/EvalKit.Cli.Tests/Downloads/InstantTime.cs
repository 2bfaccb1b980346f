namespace EvalKit.Cli.Tests.Downloads;

/// <summary>A clock on which every wait is over at once; it remembers how long they were.</summary>
internal sealed class InstantTime : TimeProvider
{
    private readonly List<double> _waits = [];

    /// <summary>The seconds waited for, in order.</summary>
    public IReadOnlyList<double> Waits => _waits;

    public override DateTimeOffset GetUtcNow() => new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _waits.Add(dueTime.TotalSeconds);
        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
