using System.Globalization;

namespace EvalKit.Benchmarks.Fuzzing;

/// <summary>The most memory that this process ever held, as Linux counts it (VmHWM); 0 elsewhere.</summary>
internal static class PeakMemory
{
    private const string Status = "/proc/self/status";

    /// <summary>In bytes.</summary>
    public static long OfThisProcess() => !File.Exists(Status) ? 0
        : 1024 * long.Parse(File.ReadLines(Status).First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
