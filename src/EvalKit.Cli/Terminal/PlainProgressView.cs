using EvalKit.Reporting.Figures;

namespace EvalKit.Cli.Terminal;

/// <summary>A line at the start, every ten seconds, at each failure and when all is computed: for logs.</summary>
internal sealed class PlainProgressView : ProgressView
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly TextWriter _output;
    private readonly ITimer _timer;
    private bool _summarised;

    /// <summary>Starts the view.</summary>
    public PlainProgressView(TextWriter output, TimeProvider time)
        : base(time)
    {
        _output = output;
        _timer = time.CreateTimer(_ => Tick(), null, Period, Period);
    }

    /// <inheritdoc/>
    public override void Dispose() => _timer.Dispose();

    /// <inheritdoc/>
    protected override void OnPlanned(int units, long predictions)
    {
        _summarised = units == 0;
        Line(units == 0 ? "nothing to compute: the store has every unit" : $"{Humanised.Plural(units, "unit")} to compute, {Humanised.Plural(predictions, "prediction")}");
    }

    /// <inheritdoc/>
    protected override void OnStarted()
    {
        // Between the jobs of a plan the timer speaks; stages before and after it are few and named at once.
        if (_summarised || Meter.Share == 0)
            Line(Meter.Current);
    }

    /// <inheritdoc/>
    protected override void OnFinished()
    {
        if (!Meter.IsDone)
            return;

        _summarised = true;
        Line("computed " + Meter.Summarise());
    }

    /// <inheritdoc/>
    protected override void OnFailed(string message) => Line("failed: " + message);

    /// <inheritdoc/>
    protected override void OnSaid(string message) => Line(message);

    private void Tick()
    {
        lock (Gate)
            Line(Meter.Describe(", "));
    }

    private void Line(string text) => _output.WriteLine("evalkit: " + text);
}
