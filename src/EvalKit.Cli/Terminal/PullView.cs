using EvalKit.Cli.Downloads;
using EvalKit.Reporting.Figures;

namespace EvalKit.Cli.Terminal;

/// <summary>Shows on standard error how a download goes: a line that changes on a terminal, and only what is to be read elsewhere.</summary>
/// <param name="output">Standard error.</param>
/// <param name="time">The clock.</param>
/// <param name="isLive">Whether it is a terminal whose lines may change.</param>
internal sealed class PullView(TextWriter output, TimeProvider time, bool isLive) : IPullProgress, IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(200);

    private string? _name;
    private (long At, long Bytes) _start;
    private long? _shown;
    private int _width;

    /// <inheritdoc/>
    public void Received(string name, long received, long? total)
    {
        if (!isLive) return;
        if (name != _name) (_name, _start, _shown) = (name, (time.GetTimestamp(), received), null);
        if (_shown is { } shown && time.GetElapsedTime(shown) < Period && received != total) return;
        _shown = time.GetTimestamp();
        var seconds = time.GetElapsedTime(_start.At).TotalSeconds;
        var rate = seconds > 0 ? $"  {Humanised.Bytes((received - _start.Bytes) / seconds)}/s" : "";
        var share = total is > 0 ? $" of {Humanised.Bytes(total.Value)}  {100 * received / total.Value} %" : "";
        Show($"{StyledText.Shortened(name, 50)}  {Humanised.Bytes(received)}{share}{rate}");
    }

    /// <inheritdoc/>
    public void Say(string message)
    {
        Clear();
        // Some of it comes from servers: a control character could command the terminal.
        output.WriteLine("evalkit: " + string.Concat(message.Select(symbol => char.IsControl(symbol) && symbol != '\n' ? '?' : symbol)));
    }

    /// <summary>Takes the changing line away.</summary>
    public void Dispose() => Clear();

    private void Show(string line)
    {
        output.Write("\r" + line.PadRight(_width));
        _width = line.Length;
    }

    private void Clear()
    {
        if (_width > 0) output.Write("\r" + new string(' ', _width) + "\r");
        _width = 0;
    }
}
