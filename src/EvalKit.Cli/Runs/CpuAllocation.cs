using System.Globalization;

namespace EvalKit.Cli.Runs;

/// <summary>
/// The processors that this process was given, which on a shared machine are fewer than the machine has. .NET's count knows of
/// affinity (taskset, cpusets, Slurm's and Kubernetes' binding) and of the quota of the process's own control group. Beyond it
/// this looks at the quotas of the groups around that one (a slice of systemd, a pod around its containers), and at what Slurm
/// allocated, which binds nothing where its task plugin does not.
/// </summary>
internal static class CpuAllocation
{
    /// <summary>The number for this process.</summary>
    public static int Current { get; } = Of(Environment.ProcessorCount, Environment.GetEnvironmentVariable, "/");

    /// <summary>The number for a process.</summary>
    /// <param name="processors">What .NET counts.</param>
    /// <param name="environment">Gives the value of an environment variable, or null.</param>
    /// <param name="root">The folder in which <c>proc</c> and <c>sys</c> are found; they are absent on systems other than Linux.</param>
    public static int Of(int processors, Func<string, string?> environment, string root)
    {
        var slurm = Number(environment("SLURM_CPUS_PER_TASK")) ?? Number(environment("SLURM_CPUS_ON_NODE"));
        var least = Quotas(root).Select(quota => (int)Math.Ceiling(quota)).Append(processors).Append(slurm ?? processors).Min();
        return Math.Max(least, 1);
    }

    // A line is HIERARCHY:CONTROLLERS:PATH; version 2 has no controllers there.
    private static IEnumerable<double> Quotas(string root)
    {
        var groups = Path.Combine(root, "proc/self/cgroup");
        if (!File.Exists(groups)) return [];
        return File.ReadLines(groups)
            .Select(line => line.Split(':', 3))
            .Where(parts => parts is [_, "", _] || (parts is [_, var controllers, _] && controllers.Split(',').Contains("cpu")))
            .SelectMany(parts => Around(Path.Combine(root, "sys/fs/cgroup", parts[1]), parts[2]));
    }

    private static IEnumerable<double> Around(string mount, string path)
    {
        // In a container the path may be that of the host, and the mount begins at the container's group.
        for (var group = path.Trim('/'); ; group = Path.GetDirectoryName(group) ?? "")
        {
            if (Quota(Path.Combine(mount, group)) is { } quota) yield return quota;
            if (group.Length == 0) yield break;
        }
    }

    private static double? Quota(string group)
    {
        var (two, one) = (Path.Combine(group, "cpu.max"), Path.Combine(group, "cpu.cfs_quota_us"));
        string[] numbers = File.Exists(two) ? File.ReadAllText(two).Split(' ')
            : File.Exists(one) ? [File.ReadAllText(one), File.ReadAllText(Path.Combine(group, "cpu.cfs_period_us"))]
            : [];
        // "max" and -1 stand for none.
        return numbers is [var quota, var period] && Number(quota) is { } micros && Number(period) is { } each ? (double)micros / each : null;
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
