using System.Diagnostics;

namespace EvalKit.Benchmarks.Survival;

/// <summary>The program in a process of its own, as a user starts it.</summary>
internal static class EvalkitProcess
{
    /// <summary>Starts it; what it says is thrown away unless it is read.</summary>
    /// <param name="folder">The folder that it starts in.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables beside those of this process.</param>
    public static Process Start(string folder, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "evalkit"), arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code, and what it said on standard error.</returns>
    public static (int Code, string Error) End(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        output.Wait();
        process.WaitForExit();
        return (process.ExitCode, error);
    }

    /// <summary>The processes that a process started and that still live.</summary>
    public static IReadOnlyList<int> Children(int process)
    {
        try
        {
            return [.. Directory.GetDirectories($"/proc/{process}/task").SelectMany(thread => File.ReadAllText(thread + "/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(int.Parse)];
        }
        catch (IOException)
        {
            return [];
        }
    }
}
