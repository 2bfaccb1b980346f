using System.CommandLine;
using System.Globalization;
using System.Text;
using EvalKit.Core.Models;

namespace EvalKit.Cli.Runs;

/// <summary>What the process does that <see cref="ApartCommand"/> starts: it carries out a command line, and tells what it prints and how it goes.</summary>
/// <param name="replies">Where it tells.</param>
internal sealed class ApartProcess(TextWriter replies)
{
    // Much shorter than any limit of time.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();

    /// <summary>Carries out a command line.</summary>
    /// <param name="arguments">The command line, without the program.</param>
    /// <returns>Its exit code.</returns>
    public async Task<int> RunAsync(string[] arguments)
    {
        var activity = new ModelActivity();
        var told = 0L;
        // One timer calls at a time, or finds that nothing has happened since.
        await using var progress = new Timer(
            _ =>
            {
                var calls = activity.Calls;
                if (Interlocked.Exchange(ref told, calls) != calls) Say(ApartReply.Tells.Progress, "");
            },
            null,
            Interval,
            Interval);
        var streams = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            Output = new Printer(text => Say(ApartReply.Tells.Output, text)),
            Error = new Printer(text => Say(ApartReply.Tells.Error, text)),
        };
        var watch = new ModelWatch(activity, what => Say(ApartReply.Tells.Begun, what));
        var code = await Invocation.RunAsync(() => CompositionRoot.CreateCommand(watch), arguments, streams, Ending.IsTraceWanted).ConfigureAwait(false);
        Say(ApartReply.Tells.Ended, code.ToString(CultureInfo.InvariantCulture));
        return code;
    }

    private void Say(ApartReply.Tells kind, string text)
    {
        lock (_gate) replies.WriteLine(new ApartReply(kind, text));
    }

    // Views write whole texts, so that a reply is no single letter.
    private sealed class Printer(Action<string> print) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => print(value.ToString());

        public override void Write(string? value)
        {
            if (!string.IsNullOrEmpty(value)) print(value);
        }

        public override void WriteLine(string? value) => Write(value + NewLine);
    }
}
