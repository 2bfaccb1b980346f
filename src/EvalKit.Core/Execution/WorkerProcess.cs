using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace EvalKit.Core.Execution;

/// <summary>A worker in a process of its own. It ends when its standard input closes, so it never outlives its supervisor.</summary>
public sealed class WorkerProcess : IWorker
{
    private const int LastWords = 5;

    private readonly Process _process;
    private readonly Queue<string> _errors = new();

    /// <summary>Starts the process.</summary>
    /// <param name="file">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public WorkerProcess(string file, IEnumerable<string> arguments)
    {
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
        _process.ErrorDataReceived += (_, line) => Remember(line.Data);
        _process.Start();
        _process.BeginErrorReadLine();
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<WorkerReply> AskAsync(WorkerRequest request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await SendAsync(JsonSerializer.Serialize(request, WireJson.Options)).ConfigureAwait(false);
        while (true)
        {
            var line = await _process.StandardOutput.ReadLineAsync(cancellation).ConfigureAwait(false)
                ?? throw await DeathAsync(cancellation).ConfigureAwait(false);
            // A native library may print to standard output too.
            if (!line.StartsWith('{')) continue;
            var reply = JsonSerializer.Deserialize<WorkerReply>(line, WireJson.Options)!;
            if (reply is Done) yield break;
            yield return reply;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().ConfigureAwait(false);
        _process.Dispose();
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

    private async Task<WorkerDiedException> DeathAsync(CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        var code = _process.ExitCode;
        const int SignalBase = 128;
        var how = code > SignalBase && !OperatingSystem.IsWindows() ? $"was ended by signal {code - SignalBase}" : $"ended with exit code {code.ToString(CultureInfo.InvariantCulture)}";
        lock (_errors) return new WorkerDiedException($"the process {how}" + (_errors.Count == 0 ? "" : $": {string.Join(" / ", _errors)}"));
    }

    private void Remember(string? line)
    {
        if (string.IsNullOrWhiteSpace(line)) return;
        lock (_errors)
        {
            _errors.Enqueue(line.Trim());
            if (_errors.Count > LastWords) _errors.Dequeue();
        }
    }
}
