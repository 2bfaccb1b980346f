using Spectre.Console;
using Spectre.Console.Rendering;

namespace EvalKit.Cli.Terminal;

/// <summary>A bar that moves, with what is running, the rate and the time left; it vanishes at the end.</summary>
internal sealed class LiveProgressView : ProgressView
{
    private readonly IAnsiConsole _console;
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _display;
    private readonly ProgressTask _bar;

    // Read while the console's own lock is held, so it must not wait for the gate, under which failures are written.
    private volatile string _described = "";

    /// <summary>Starts the view.</summary>
    public LiveProgressView(IAnsiConsole console, TimeProvider time)
        : base(time)
    {
        _console = console;
        var started = new TaskCompletionSource<ProgressTask>();
        _display = new Progress(console, time)
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new ProgressBarColumn(), new MeterColumn(() => _described))
            .StartAsync(context =>
            {
                started.SetResult(context.AddTask("run", autoStart: true, maxValue: 1));
                return _end.Task;
            });
        _bar = started.Task.GetAwaiter().GetResult();
        _bar.IsIndeterminate = true;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _end.TrySetResult();
        _display.GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    protected override void OnPlanned(int units, long predictions)
    {
        _bar.IsIndeterminate = units == 0;
        Describe();
    }

    /// <inheritdoc/>
    protected override void OnStarted()
    {
        if (Meter.IsDone)
            _bar.IsIndeterminate = true;
        Describe();
    }

    /// <inheritdoc/>
    protected override void OnFinished()
    {
        _bar.Value = Meter.Share;
        Describe();
    }

    /// <inheritdoc/>
    protected override void OnFailed(string message) =>
        _console.Write(new StyledText().Add("failed: " + message, new Style(foreground: Color.Red)).EndLine());

    /// <inheritdoc/>
    protected override void OnSaid(string message) => _console.Write(new StyledText().Add(message, Style.Plain).EndLine());

    private void Describe() => _described = Meter.Describe("  ");

    private sealed class MeterColumn(Func<string> describe) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(describe());
    }
}
