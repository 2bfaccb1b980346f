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
    /// <param name="libraries">The libraries of custom operators that it loads.</param>
    public static WorkerProcess Start(string folder, string run, int threads, LimitsConfig limits, IReadOnlyList<string> libraries) =>
        Start([Command, "--folder", folder, "--run", run, "--threads", threads.ToString(CultureInfo.InvariantCulture), .. CustomLibraries.Arguments(libraries)], limits);

    /// <summary>Starts this program again.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="limits">What the process may take.</param>
    public static WorkerProcess Start(IEnumerable<string> arguments, LimitsConfig limits)
    {
        string[] command = [.. Program(), .. arguments];
        return new WorkerProcess(command[0], command[1..], Memory(limits), Ending.IsTraceWanted ? Console.Error : null);
    }

    /// <summary>The most memory that a worker may take, in bytes.</summary>
    public static long Memory(LimitsConfig limits) => limits.Memory?.Bytes ?? WorkerProcess.DefaultMemory;

    /// <summary>What starts this program from anywhere: its own executable, which lies beside it; of an installed tool, which has the library only, <c>dotnet</c> and that.</summary>
    public static IReadOnlyList<string> Program()
    {
        var executable = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "evalkit.exe" : "evalkit");
        return File.Exists(executable) ? [executable] : [Host(), Path.Combine(AppContext.BaseDirectory, "evalkit.dll")];
    }

    /// <summary>The <c>dotnet</c> that this runtime belongs to (<c>shared/Microsoft.NETCore.App/VERSION</c>), which need not be on the path.</summary>
    private static string Host() => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
}
