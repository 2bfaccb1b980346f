using System.Globalization;

namespace EvalKit.Core.Execution;

/// <summary>The signals that end processes, by their numbers on this system.</summary>
internal static class ProcessSignal
{
    /// <summary>The one that no process can hold off, and that the kernel sends when memory runs out.</summary>
    public const string Kill = "SIGKILL";

    // What a shell reports, and .NET with it.
    private const int Base = 128;

    private static readonly Dictionary<int, string> Names = new()
    {
        [1] = "SIGHUP",
        [2] = "SIGINT",
        [3] = "SIGQUIT",
        [4] = "SIGILL",
        [5] = "SIGTRAP",
        [6] = "SIGABRT",
        [8] = "SIGFPE",
        [9] = Kill,
        [11] = "SIGSEGV",
        [13] = "SIGPIPE",
        [15] = "SIGTERM",
        [24] = "SIGXCPU",
        [25] = "SIGXFSZ",
        [OperatingSystem.IsMacOS() ? 10 : 7] = "SIGBUS",
        [OperatingSystem.IsMacOS() ? 12 : 31] = "SIGSYS",
    };

    /// <summary>The signal that an exit code stands for; null where it stands for none.</summary>
    public static string? Of(int exitCode) => OperatingSystem.IsWindows() || exitCode <= Base ? null
        : Names.GetValueOrDefault(exitCode - Base, (exitCode - Base).ToString(CultureInfo.InvariantCulture));

    /// <summary>A signal for a reader, such as <c>signal 11 (SIGSEGV)</c>.</summary>
    public static string Describe(string signal) => Names.FirstOrDefault(pair => pair.Value == signal) is { Value: not null } named
        ? string.Create(CultureInfo.InvariantCulture, $"signal {named.Key} ({signal})")
        : $"signal {signal}";

    /// <summary>Whether a signal comes from a person, an engine or the kernel rather than from the process's own fault.</summary>
    public static bool IsFromOutside(string? signal) => signal is Kill or "SIGTERM" or "SIGINT" or "SIGHUP";
}
