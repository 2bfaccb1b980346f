using System.Globalization;
using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Core.Execution;

namespace EvalKit.Cli.Runs;

/// <summary>
/// A command line that a process of its own carries out: what it prints is printed here, and what ends that process is told in one
/// sentence. It starts at once, while this process is still reading the command line.
/// </summary>
/// <param name="arguments">The command line, without the program.</param>
internal sealed class ApartCommand(IReadOnlyList<string> arguments) : IAsyncDisposable
{
    /// <summary>The word before the command line that the process is given.</summary>
    public const string Word = "apart";

    private readonly WorkerProcess _process = WorkerLauncher.Start([Word, .. arguments], new LimitsConfig());

    /// <summary>Follows the command to its end.</summary>
    /// <param name="limits">What the process may take.</param>
    /// <param name="bytes">The size of the models' files.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="cancellation">Ends the process.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(LimitsConfig limits, long bytes, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var begun = arguments[0];
        _process.Memory = WorkerLauncher.Memory(limits);
        try
        {
            await foreach (var line in _process.ReadAsync(ApartReply.Mark, new Pace(limits, threads: 1).ToOpen(bytes), cancellation).ConfigureAwait(false))
            {
                var (kind, text) = ApartReply.Parse(line);
                if (kind == ApartReply.Tells.Output) output.Write(text);
                if (kind == ApartReply.Tells.Error) error.Write(text);
                if (kind == ApartReply.Tells.Begun) begun = text;
                if (kind == ApartReply.Tells.Ended) return int.Parse(text, CultureInfo.InvariantCulture);
            }

            return ExitCodes.Internal;
        }
        catch (WorkerDiedException died)
        {
            error.WriteLine("evalkit: " + new UserException($"{begun}: {died.Death.Text}").Message);
            return died.Death.Retryable ? ExitCodes.Retry : died.Death.ExitCode == ExitCodes.Internal ? ExitCodes.Internal : ExitCodes.Failed;
        }
    }

    /// <summary>Ends the process.</summary>
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
