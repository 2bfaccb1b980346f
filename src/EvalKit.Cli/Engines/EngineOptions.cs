namespace EvalKit.Cli.Engines;

/// <summary>What a shard may take of a machine, and where an engine finds one.</summary>
/// <param name="Cpus">The processors of a shard.</param>
/// <param name="MemoryGib">The memory of a shard in GiB; null for the engine's default.</param>
internal sealed record EngineOptions(int Cpus, int? MemoryGib)
{
    /// <summary>How often an engine starts a shard anew that failed in a way that a retry may mend.</summary>
    public const int Retries = 3;

    /// <summary>Slurm's partition, or null for its default.</summary>
    public string? Partition { get; init; }

    /// <summary>Slurm's limit of time for a shard, in its own form, or null for the partition's.</summary>
    public string? Time { get; init; }

    /// <summary>Further options of sbatch, as they are, such as <c>--constraint=zen4</c>.</summary>
    public IReadOnlyList<string> Sbatch { get; init; } = [];

    /// <summary>Kubernetes' container image.</summary>
    public string? Image { get; init; }

    /// <summary>The persistent volume claim that holds the current folder.</summary>
    public string? Claim { get; init; }

    /// <summary>Kubernetes' namespace, or null for the context's.</summary>
    public string? Namespace { get; init; }
}
