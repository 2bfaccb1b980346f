using System.Text.RegularExpressions;

namespace EvalKit.Benchmarks.Fuzzing;

/// <summary>The files that a process opened, as strace wrote them.</summary>
internal static partial class OpenedFiles
{
    // Where the program, its libraries and the system's own facts lie; /proc/self/environ is asked for by hostile models.
    private static readonly string[] Own = ["/usr/", "/lib/", "/lib64/", "/bin/", "/proc/", "/sys/", "/dev/null", "/dev/urandom", "/dev/tty", "/dev/pts/", "/etc/ld.so.cache", "/etc/localtime", "/etc/ssl/", "/dev/shm/"];
    private static readonly string[] Never = ["/proc/self/environ", "/dev/zero", "/etc/hostname"];

    /// <summary>The files outside of what a trial may read.</summary>
    /// <param name="trace">What strace wrote.</param>
    /// <param name="folder">The folder of the models.</param>
    /// <param name="opened">How many files were opened in it.</param>
    public static IReadOnlyList<string> Outside(string trace, string folder, out int opened)
    {
        var runtime = Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        string[] allowed = [.. Own, AppContext.BaseDirectory, runtime, folder];
        var paths = File.ReadLines(trace).Select(line => Opened.Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value).ToList();
        opened = paths.Count(path => path.StartsWith(folder, StringComparison.Ordinal));
        return [.. paths.Where(path => Never.Contains(path) || !(allowed.Any(start => path.StartsWith(start, StringComparison.Ordinal)) || OfOneself.IsMatch(path))).Distinct(StringComparer.Ordinal)];
    }

    // Only what succeeded: a library that is looked for in many places tells nothing.
    [GeneratedRegex(@"open(?:at2?)?\((?:AT_FDCWD, )?""([^""]*)"".*\) = \d+")]
    private static partial Regex Opened { get; }

    // Folders of simplified graphs, and what the runtime of .NET keeps for debuggers.
    [GeneratedRegex(@"^/tmp/(evalkit-\w+/(simplified|\d+)\.onnx|evalkit-\w+$|clr-debug-pipe|dotnet-diagnostic|\.dotnet)")]
    private static partial Regex OfOneself { get; }
}
