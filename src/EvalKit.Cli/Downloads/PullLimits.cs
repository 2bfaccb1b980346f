namespace EvalKit.Cli.Downloads;

/// <summary>What a download may take.</summary>
/// <param name="MostBytes">The largest file.</param>
/// <param name="Idle">How long a server may send nothing.</param>
/// <param name="FreeBytes">The free bytes of the disk that a folder is on.</param>
internal sealed record PullLimits(long MostBytes, TimeSpan Idle, Func<string, long> FreeBytes)
{
    /// <summary>The bytes in the unit of <c>--max-gb</c>.</summary>
    public const long Gigabyte = 1_000_000_000;

    /// <summary>How long a server may send nothing before the connection counts as lost.</summary>
    public static TimeSpan UsualIdle { get; } = TimeSpan.FromMinutes(1);

    /// <summary>The free bytes of the disk that a folder is on.</summary>
    public static long FreeBytesOf(string folder) => new DriveInfo(folder).AvailableFreeSpace;
}
