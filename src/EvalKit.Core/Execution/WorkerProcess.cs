using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using EvalKit.Core.Errors;

namespace EvalKit.Core.Execution;

/// <summary>A worker in a process of its own. It ends when its standard input closes, so it never outlives its supervisor.</summary>
public sealed class WorkerProcess : IWorker
{
    private const int LastWords = 5;

    // No process, no memory, no file handle of the machine, none of the process: EAGAIN, ENOMEM, ENFILE, EMFILE.
    private static readonly int[] Exhausted = [11, 12, 23, 24];

    private readonly Process _process;
    private readonly Queue<string> _errors = new();
    private bool _hasAnswered;

    /// <summary>Starts the process.</summary>
    /// <param name="file">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="memory">The most memory that it may take before it is ended, in bytes.</param>
    /// <param name="errors">Where what it writes to standard error goes besides its last words; null for nowhere.</param>
    /// <exception cref="RetryException">The machine has no process, memory or file handle left.</exception>
    public WorkerProcess(string file, IEnumerable<string> arguments, long memory, TextWriter? errors = null)
    {
        Memory = memory;
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(file, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            },
        };
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } said) errors?.WriteLine(said);
            Remember(line.Data);
        };
        try
        {
            _process.Start();
        }
        catch (Win32Exception problem) when (Exhausted.Contains(problem.NativeErrorCode))
        {
            throw new RetryException($"a worker process cannot be started: {problem.Message}; close programs or raise the limits (ulimit -n, ulimit -u), and run the same command again: what is finished is kept", problem);
        }

        _process.BeginErrorReadLine();
    }

    /// <summary>The most memory that a worker may take where nothing else is said: nine tenths of what this process may use.</summary>
    public static long DefaultMemory => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 10 * 9;

    /// <summary>The most memory that it may take before it is ended, in bytes; counts from the next request on.</summary>
    public long Memory { get; set; }

    /// <inheritdoc/>
    public async IAsyncEnumerable<WorkerReply> AskAsync(WorkerRequest request, Patience patience, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(patience);
        await using var watch = Watch(patience);
        await SendAsync(JsonSerializer.Serialize(request, WireJson.Options)).ConfigureAwait(false);
        await foreach (var line in LinesAsync("{", watch, patience, cancellation).ConfigureAwait(false))
        {
            var reply = JsonSerializer.Deserialize<WorkerReply>(line, WireJson.Options)!;
            if (reply is Done) yield break;
            yield return reply;
        }
    }

    /// <summary>Follows a process that needs no request: yields its lines of standard output as they come, until the caller has enough.</summary>
    /// <param name="mark">How its lines begin; others, such as those of a native library, are left out.</param>
    /// <param name="patience">How long the process may take without such a line before it is ended.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="WorkerDiedException">The process ended, or was ended.</exception>
    public async IAsyncEnumerable<string> ReadAsync(string mark, Patience patience, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(patience);
        await using var watch = Watch(patience);
        await foreach (var line in LinesAsync(mark, watch, patience, cancellation).ConfigureAwait(false)) yield return line;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    private WorkerWatch Watch(Patience patience) => new(_process, _hasAnswered ? patience.Later : patience.Start, Memory);

    private async IAsyncEnumerable<string> LinesAsync(string mark, WorkerWatch watch, Patience patience, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var line = await _process.StandardOutput.ReadLineAsync(cancellation).ConfigureAwait(false)
                ?? throw new WorkerDiedException(await DeathAsync(watch, cancellation).ConfigureAwait(false));
            // A native library may print to standard output too.
            if (!line.StartsWith(mark, StringComparison.Ordinal)) continue;
            _hasAnswered = true;
            watch.Heard(patience.Later);
            yield return line;
        }
    }

    private async Task SendAsync(string line)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(line).ConfigureAwait(false);
            await _process.StandardInput.FlushAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The process is gone; reading its answer says how it ended.
        }
    }

    private async Task<WorkerDeath> DeathAsync(WorkerWatch watch, CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        await watch.DisposeAsync().ConfigureAwait(false);
        var signal = ProcessSignal.Of(_process.ExitCode);
        var cause = watch.Ended ?? (ProcessSignal.IsFromOutside(signal) ? DeathCause.Killed : DeathCause.Crash);
        lock (_errors)
        {
            return new WorkerDeath(cause)
            {
                ExitCode = signal is null && watch.Ended is null ? _process.ExitCode : null,
                Signal = watch.Ended is null ? signal : null,
                Seconds = Math.Round(watch.Silence.TotalSeconds, 1),
                SecondsAllowed = watch.Patience.TotalSeconds,
                Bytes = watch.Bytes,
                BytesAllowed = Memory,
                LastWords = string.Join(" / ", _errors),
            };
        }
    }

    private void Remember(string? line)
    {
        // The frames of a stack trace would leave no room for what it is of.
        if (string.IsNullOrWhiteSpace(line) || line.TrimStart().StartsWith("at ", StringComparison.Ordinal)) return;
        lock (_errors)
        {
            _errors.Enqueue(line.Trim());
            if (_errors.Count > LastWords) _errors.Dequeue();
        }
    }
}
