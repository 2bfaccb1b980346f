using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace EvalKit.Benchmarks.Fuzzing;

/// <summary>A process that tries models one by one, under a limit of memory and of time, and is started anew when it dies.</summary>
/// <param name="bytes">The memory that it may have.</param>
/// <param name="trace">Receives the names of all files that it opens, by strace; null for none.</param>
internal sealed class TrialProcess(long bytes, string? trace = null) : IDisposable
{
    /// <summary>The longest that a model may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private Process? _process;
    private Task<string>? _words;

    /// <summary>Tries a model.</summary>
    /// <param name="path">Its file.</param>
    /// <returns>What came of the steps, or how the process ended.</returns>
    public (ModelTrial.Reply? Reply, string? Death) Try(string path)
    {
        _process ??= Start();
        var answer = Task.Run(() =>
        {
            try
            {
                _process.StandardInput.WriteLine(path);

                // A native library may print to standard output too.
                string? line;
                while ((line = _process.StandardOutput.ReadLine()) is not null && !line.StartsWith('{')) continue;
                return line;
            }
            catch (IOException)
            {
                return null;
            }
        });
        var isInTime = answer.Wait(Limit);
        if (isInTime && answer.Result is { } reply) return (JsonSerializer.Deserialize<ModelTrial.Reply>(reply), null);
        if (!isInTime) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        var words = _words!.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault("");
        var death = isInTime ? string.Create(CultureInfo.InvariantCulture, $"ended with exit code {_process.ExitCode}: {words}") : $"ended by its limit of {Limit.TotalSeconds} s";
        Forget();
        return (null, death);
    }

    public void Dispose()
    {
        if (_process is null) return;
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10))) _process.Kill(entireProcessTree: true);
        Forget();
    }

    private void Forget()
    {
        _process?.Dispose();
        _process = null;
    }

    private Process Start()
    {
        // The process that runs this may be `dotnet`, which would try no model and die of each.
        var executable = Path.Combine(AppContext.BaseDirectory, "EvalKit.Benchmarks");
        if (!File.Exists(executable)) throw new FileNotFoundException("the program that tries models is not there", executable);

        // The limit holds for the data of the process, which are what a hostile model can make grow.
        var program = $"exec {(trace is null ? "" : $"strace -f -qq -e trace=open,openat,openat2,creat -o '{trace}' ")}'{executable}' fuzz worker";
        var start = new ProcessStartInfo("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"ulimit -d {bytes / 1024}; ulimit -c 0; {program}")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x20000000";
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        var process = Process.Start(start)!;
        _words = process.StandardError.ReadToEndAsync();
        return process;
    }
}
