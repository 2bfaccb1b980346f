using System.Threading.Channels;

namespace EvalKit.Cli.Runs;

/// <summary>What a process does that another one of EvalKit's started and watches.</summary>
internal static class Supervised
{
    /// <summary>Leaves interrupts to the other process, and is the first to go where memory runs out.</summary>
    public static void Begin()
    {
        // An interrupt from the terminal reaches the whole group of processes; the supervisor decides what it means.
        Console.CancelKeyPress += (_, key) => key.Cancel = true;
        OutOfMemory.Volunteer();
    }

    /// <summary>
    /// Reads the standard input ahead of what is done with its lines, so that its end is seen at once: a process whose supervisor is
    /// gone ends, and writes nothing more.
    /// </summary>
    /// <param name="input">Standard input.</param>
    public static IAsyncEnumerable<string> ReadAhead(TextReader input)
    {
        var lines = Channel.CreateUnbounded<string>();
        var reader = new Thread(() =>
        {
            while (input.ReadLine() is { } line) lines.Writer.TryWrite(line);
            Environment.Exit(ExitCodes.Done);
        })
        { IsBackground = true };
        reader.Start();
        return lines.Reader.ReadAllAsync();
    }
}
