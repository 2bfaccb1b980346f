using System.Globalization;

namespace EvalKit.Cli;

/// <summary>How many files the process may open at once.</summary>
internal static class FileHandles
{
    // The runtime holds two of every library, and a run about 140 in all; where they run out, a library fails to load with no word of why.
    private const int Least = 256;

    private const string Limits = "/proc/self/limits";
    private const string Name = "Max open files";

    /// <summary>What to do where they are too few for the program to work at all; null where they are not, or it is not known.</summary>
    public static string? Lack() => OperatingSystem.IsLinux() && File.Exists(Limits) ? Lack(File.ReadAllText(Limits)) : null;

    /// <summary>The same of the text of <c>/proc/self/limits</c>.</summary>
    internal static string? Lack(string limits)
    {
        var start = limits.IndexOf(Name, StringComparison.Ordinal);
        if (start < 0) return null;
        // The runtime has raised the first number to the second.
        var words = limits[(start + Name.Length)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most < Least
            ? $"evalkit: the process may open only {words[0]} files at once, and needs {Least}: raise the limit (ulimit -n {Least}), and run the same command again: what is finished is kept"
            : null;
    }
}
