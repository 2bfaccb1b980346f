using System.Diagnostics;
using System.Globalization;

namespace EvalKit.Core.Execution;

/// <summary>The memory that a process takes from others.</summary>
internal static class ProcessMemory
{
    // What the process made itself, in memory or swapped out; pages of mapped files can be dropped at any time.
    private static readonly string[] Own = ["RssAnon:", "RssShmem:", "VmSwap:"];

    /// <summary>The bytes that a process takes now; 0 where it has ended.</summary>
    public static long Of(Process process)
    {
        try
        {
            if (OperatingSystem.IsLinux()) return OfLinux(process.Id);
            process.Refresh();
            return process.WorkingSet64;
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException)
        {
            return 0;
        }
    }

    private static long OfLinux(int process)
    {
        const int KiloByte = 1024;
        long bytes = 0;
        foreach (var line in File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/status")))
        {
            if (Own.FirstOrDefault(name => line.StartsWith(name, StringComparison.Ordinal)) is not { } name) continue;
            bytes += KiloByte * long.Parse(line.AsSpan(name.Length, line.Length - name.Length - "kB".Length).Trim(), CultureInfo.InvariantCulture);
        }

        return bytes;
    }
}
