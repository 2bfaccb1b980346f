using System.Diagnostics;
using System.Globalization;

namespace EvalKit.Cli.Tests.Runs;

/// <summary>The program as a user starts it, in a process of its own.</summary>
internal static class Evalkit
{
    /// <summary>The repository's root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>What a finished process left.</summary>
    public sealed record Result(int Code, string Output, string Error);

    /// <summary>Starts the program.</summary>
    public static Process Start(string folder, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var executable = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "evalkit.exe" : "evalkit");
        var start = new ProcessStartInfo(executable, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs the program to its end.</summary>
    public static async Task<Result> RunAsync(string folder, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        using var process = Start(folder, arguments, environment);
        return await EndAsync(process);
    }

    /// <summary>Waits for the end of a process.</summary>
    public static async Task<Result> EndAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Result(process.ExitCode, await output, await error);
    }

    /// <summary>Sends a signal, as a terminal or an engine does.</summary>
    public static async Task SignalAsync(Process process, string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>The processes that a process started and that still live; none where there is no <c>/proc</c>.</summary>
    public static IReadOnlyList<int> Children(int process)
    {
        try
        {
            return [.. Directory.GetDirectories($"/proc/{process}/task")
                .SelectMany(thread => File.ReadAllText(thread + "/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
        }
        catch (IOException)
        {
            return [];
        }
    }

    /// <summary>Waits for a process that a process starts and that has loaded ONNX Runtime, so that it is at work on a model.</summary>
    /// <param name="parent">The process that starts it.</param>
    /// <param name="known">One that is not meant.</param>
    public static async Task<Process> LoadedAsync(Process parent, int known = 0)
    {
        while (!parent.HasExited)
        {
            foreach (var id in Children(parent.Id).Where(id => id != known))
                if (File.ReadAllText($"/proc/{id}/maps").Contains("libonnxruntime", StringComparison.Ordinal)) return Process.GetProcessById(id);
            await Task.Delay(20);
        }

        throw new InvalidOperationException((await EndAsync(parent)).Error);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EvalKit.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
