using EvalKit.Cli.Tests.Runs;

namespace EvalKit.Benchmarks.Survival;

/// <summary>
/// The peaks of resident memory of a program and of the workers that it starts, in bytes: each process's own, as Linux keeps it
/// (VmHWM, read every few milliseconds until the process ends), and that of their sum at a time.
/// </summary>
internal sealed class MemoryPeaks
{
    private readonly Dictionary<int, long> _workers = [];

    /// <summary>The peak of the program itself.</summary>
    public long Supervisor { get; private set; }

    /// <summary>The peak of the worker that took most.</summary>
    public long Worker => _workers.Values.DefaultIfEmpty().Max();

    /// <summary>The peak of the sum of all that ran at once.</summary>
    public long Together { get; private set; }

    /// <summary>Looks once.</summary>
    /// <returns>Whether the program lives.</returns>
    public bool Look(int process)
    {
        var (own, now) = Status(process);
        if (own == 0) return false;
        Supervisor = Math.Max(Supervisor, own);
        foreach (var child in Evalkit.Children(process))
        {
            var (peak, resident) = Status(child);
            _workers[child] = Math.Max(_workers.GetValueOrDefault(child), peak);
            now += resident;
        }

        Together = Math.Max(Together, now);
        return true;
    }

    private static (long Peak, long Now) Status(int process)
    {
        try
        {
            var lines = File.ReadAllLines($"/proc/{process}/status");
            return (Of("VmHWM:"), Of("VmRSS:"));

            long Of(string name) => lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
                ? long.Parse(line[name.Length..^2], System.Globalization.CultureInfo.InvariantCulture) << 10
                : 0;
        }
        catch (IOException)
        {
            return default;
        }
    }
}
