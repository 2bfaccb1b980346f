using EvalKit.Core.Execution;

namespace EvalKit.Cli.Terminal;

/// <summary>Shows on standard error how a run goes.</summary>
/// <param name="time">The clock.</param>
internal abstract class ProgressView(TimeProvider time) : IRunProgress, IDisposable
{
    /// <summary>Guards the meter and the output: events come from several threads.</summary>
    protected Lock Gate { get; } = new();

    /// <summary>How far the run is.</summary>
    protected ProgressMeter Meter { get; } = new(time);

    /// <summary>Makes the view that suits where it is shown: a live bar on a terminal, a line now and then elsewhere.</summary>
    /// <param name="output">Standard error.</param>
    /// <param name="time">The clock.</param>
    public static ProgressView Create(TextWriter output, TimeProvider time) =>
        Console.IsErrorRedirected || TerminalConsole.IsPlainWanted
            ? new PlainProgressView(output, time)
            : new LiveProgressView(TerminalConsole.Create(output, redirected: false), time);

    /// <inheritdoc/>
    public void Planned(int units, long predictions)
    {
        lock (Gate)
        {
            Meter.Plan(units, predictions);
            OnPlanned(units, predictions);
        }
    }

    /// <inheritdoc/>
    public void Started(string what)
    {
        lock (Gate)
        {
            Meter.Start(what);
            OnStarted();
        }
    }

    /// <inheritdoc/>
    public void Finished(string model, string what, long predictions)
    {
        lock (Gate)
        {
            Meter.Finish(predictions);
            OnFinished();
        }
    }

    /// <inheritdoc/>
    public void Failed(string model, string what, string why)
    {
        lock (Gate)
            OnFailed($"{model}, {what}: {why}");
    }

    /// <summary>Says something that stays to be read.</summary>
    /// <param name="message">One line.</param>
    public void Say(string message)
    {
        lock (Gate)
            OnSaid(message);
    }

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>The plan became known. Called with <see cref="Gate"/> held, as are the others.</summary>
    protected abstract void OnPlanned(int units, long predictions);

    /// <summary>Something else runs now.</summary>
    protected abstract void OnStarted();

    /// <summary>A unit is done.</summary>
    protected abstract void OnFinished();

    /// <summary>Something failed.</summary>
    protected abstract void OnFailed(string message);

    /// <summary>Something is to be read.</summary>
    protected abstract void OnSaid(string message);
}
