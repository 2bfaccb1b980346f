using System.Globalization;

namespace EvalKit.Cli.Runs;

/// <summary>What happens when the machine runs out of memory.</summary>
internal static class OutOfMemory
{
    // Of 1000: as if the process took half of the memory more than it does.
    private const int Score = 500;

    /// <summary>Asks the kernel of Linux to end this process rather than the supervisor or another program.</summary>
    public static void Volunteer()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            File.WriteAllText("/proc/self/oom_score_adj", Score.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // A sandbox may forbid it; the limit of memory holds all the same.
        }
    }
}
