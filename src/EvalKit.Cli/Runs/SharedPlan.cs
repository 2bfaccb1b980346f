using EvalKit.Core.Errors;
using EvalKit.Core.Planning;
using EvalKit.Core.Store;

namespace EvalKit.Cli.Runs;

/// <summary>The one plan of a folder in which several shards work at once.</summary>
internal static class SharedPlan
{
    /// <summary>Writes the plan, or finds that another shard wrote the same.</summary>
    /// <exception cref="UserException">The folder holds another plan.</exception>
    public static async Task JoinAsync(Plan plan, RunStore store, CancellationToken cancellation)
    {
        var path = Path.Combine(store.Folder, PlanFile.Name);
        var bytes = PlanFile.Serialize(plan);
        if (await AtomicFile.CreateAsync(path, bytes, cancellation).ConfigureAwait(false)) return;
        var other = await File.ReadAllBytesAsync(path, cancellation).ConfigureAwait(false);
        if (bytes.AsSpan().SequenceEqual(other)) return;
        var there = await PlanFile.ReadAsync(store.Folder, cancellation).ConfigureAwait(false);
        throw new UserException(
            $"{path}: another plan than this one: they differ in {PlanDifference.Of(there, plan)}; the shards of a run need one configuration, the same files and machines of one type. For a new run give another --out, or remove this file (finished units are kept)");
    }

    /// <summary>The versions for which shards on other machines plan: this program's, with the processor that the folder's plan names.</summary>
    public static async Task<PlanVersions> VersionsAsync(RunStore store, CancellationToken cancellation) =>
        await StoredAsync(store, cancellation).ConfigureAwait(false) is { } stored ? Versions.Current with { Processor = stored.Versions.Processor } : Versions.Current;

    /// <summary>Makes room for a new plan where the folder's is another; its units stay.</summary>
    /// <exception cref="RetryException">Shards of the other plan are at work.</exception>
    public static async Task ReplaceAsync(Plan plan, RunStore store, TimeProvider time, CancellationToken cancellation)
    {
        if (await StoredAsync(store, cancellation).ConfigureAwait(false) is not { } stored || PlanDifference.Of(stored, plan).Length == 0) return;
        using var alone = RunLock.Alone(store.Folder, "evalkit submit", time);
        File.Delete(Path.Combine(store.Folder, PlanFile.Name));
    }

    private static async Task<Plan?> StoredAsync(RunStore store, CancellationToken cancellation) =>
        File.Exists(Path.Combine(store.Folder, PlanFile.Name)) ? await PlanFile.ReadAsync(store.Folder, cancellation).ConfigureAwait(false) : null;
}
