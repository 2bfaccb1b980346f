using System.Globalization;
using System.Runtime.InteropServices;
using EvalKit.Core.Configuration;
using EvalKit.Core.Execution;

namespace EvalKit.Cli.Runs;

/// <summary>Starts this program again as a worker.</summary>
internal static class WorkerLauncher
{
    /// <summary>The name of the hidden command.</summary>
    public const string Command = "worker";

    /// <summary>Starts a worker process.</summary>
    /// <param name="folder">The folder that the plan's paths start from.</param>
    /// <param name="run">The run's folder.</param>
    /// <param name="threads">The number of threads that work at once.</param>
    /// <param name="limits">What the process may take.</param>
    public static IWorker Start(string folder, string run, int threads, LimitsConfig limits)
    {
        // Beside the program lies its own executable; an installed tool has the library only.
        var executable = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "evalkit.exe" : "evalkit");
        string[] arguments = [Command, "--folder", folder, "--run", run, "--threads", threads.ToString(CultureInfo.InvariantCulture)];
        var memory = limits.Memory?.Bytes ?? WorkerProcess.DefaultMemory;
        return File.Exists(executable)
            ? new WorkerProcess(executable, arguments, memory)
            : new WorkerProcess(Host(), [Path.Combine(AppContext.BaseDirectory, "evalkit.dll"), .. arguments], memory);
    }

    /// <summary>The <c>dotnet</c> that this runtime belongs to (<c>shared/Microsoft.NETCore.App/VERSION</c>), which need not be on the path.</summary>
    private static string Host() => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
}
