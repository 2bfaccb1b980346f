using EvalKit.Reporting.Figures;

namespace EvalKit.Cli.Terminal;

/// <summary>How far a run is, how fast it goes and how long it will take.</summary>
/// <param name="time">The clock.</param>
internal sealed class ProgressMeter(TimeProvider time)
{
    // Conditions differ in speed: the rate is that of the last half minute, so that the time left follows it.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    private readonly Queue<(long At, long Predictions)> _history = [];
    private long _started = time.GetTimestamp();
    private int _units;
    private int _unitsDone;
    private long _predictions;
    private long _done;

    /// <summary>What is running.</summary>
    public string Current { get; private set; } = "starting";

    /// <summary>Whether all planned units are done; false where nothing is planned yet.</summary>
    public bool IsDone => _units > 0 && _unitsDone >= _units;

    /// <summary>The share of the planned predictions that is done, 0 to 1.</summary>
    public double Share => _predictions == 0 ? 0 : Math.Min(1, (double)_done / _predictions);

    /// <summary>Predictions a second over the last half minute; null before the first unit is done.</summary>
    public double? Rate
    {
        get
        {
            if (_done == 0 || !_history.TryPeek(out var first))
                return null;

            var seconds = time.GetElapsedTime(first.At).TotalSeconds;
            return seconds > 0 ? (_done - first.Predictions) / seconds : null;
        }
    }

    /// <summary>The time left at that rate; null where it is not known or nothing is left.</summary>
    public TimeSpan? Left => Rate is { } rate and > 0 && !IsDone ? TimeSpan.FromSeconds((_predictions - _done) / rate) : null;

    /// <summary>Takes what is to be done; the clock of the rate starts here.</summary>
    public void Plan(int units, long predictions)
    {
        (_units, _predictions, _unitsDone, _done) = (units, predictions, 0, 0);
        _started = time.GetTimestamp();
        _history.Clear();
        _history.Enqueue((_started, 0));
    }

    /// <summary>Takes what runs from now on.</summary>
    public void Start(string what) => Current = what;

    /// <summary>Counts a unit that is done.</summary>
    public void Finish(long predictions)
    {
        _unitsDone++;
        _done += predictions;
        _history.Enqueue((time.GetTimestamp(), _done));
        while (_history.Count > 1 && time.GetElapsedTime(_history.Peek().At) > Window)
            _history.Dequeue();
    }

    /// <summary>What is running, done and left, joined by a separator: <c>fog:3, 420/1,120 units, 38 %, 12.3 k predictions/s, 2 min 10 s left</c>.</summary>
    public string Describe(string separator)
    {
        var parts = new List<string> { Current };
        if (_units > 0)
        {
            parts.Add($"{Humanised.Whole(_unitsDone)}/{Humanised.Whole(_units)} units");
            parts.Add($"{Math.Floor(Share * 100):0} %");
        }

        if (!IsDone && Rate is { } rate)
            parts.Add($"{Humanised.Count(rate)} predictions/s");
        if (Left is { } left)
            parts.Add($"{Humanised.Duration(left)} left");
        return string.Join(separator, parts);
    }

    /// <summary>What was done since the plan was known: <c>1,120 units, 430,000 predictions in 4 min 12 s</c>.</summary>
    public string Summarise() =>
        $"{Humanised.Plural(_unitsDone, "unit")}, {Humanised.Plural(_done, "prediction")} in {Humanised.Duration(time.GetElapsedTime(_started))}";
}
