using EvalKit.Core.Configuration;
using EvalKit.Core.Gates;
using EvalKit.Core.Gates.References;
using EvalKit.Core.Planning;
using EvalKit.Core.Plugins;
using EvalKit.Core.Store;

namespace EvalKit.Cli.Runs;

/// <summary>Finds the run that gates compare with.</summary>
internal static class References
{
    /// <summary>Reads a reference run: a run's folder or a saved file.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="gates">The gates that compare with it.</param>
    /// <param name="catalog">The methods.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="EvalKit.Core.Errors.UserException">There is none, or it is damaged.</exception>
    public static Task<ReferenceRun> ReadAsync(string path, IReadOnlyList<GateConfig> gates, PluginCatalog catalog, CancellationToken cancellation) =>
        Directory.Exists(path) ? OfRunAsync(path, gates, catalog, cancellation) : ReferenceFile.ReadAsync(path, cancellation);

    /// <summary>The reference run that a run's folder keeps, or null.</summary>
    public static async Task<ReferenceRun?> KeptAsync(Plan plan, string run, CancellationToken cancellation)
    {
        var path = Path.Combine(run, ReferenceFile.Name);
        return File.Exists(path) ? (await ReferenceFile.ReadAsync(path, cancellation).ConfigureAwait(false)).FitTo(plan, path) : null;
    }

    /// <summary>Keeps the reference run in the folder of the run that is compared with it, so that it can be judged again.</summary>
    public static async Task KeepAsync(ReferenceRun? reference, RunStore store, CancellationToken cancellation)
    {
        if (reference is null)
        {
            var kept = Path.Combine(store.Folder, ReferenceFile.Name);
            if (File.Exists(kept)) File.Delete(kept);
            return;
        }

        var bytes = ReferenceFile.Serialize(reference);
        await store.WriteFileAsync(ReferenceFile.Name, (stream, token) => stream.WriteAsync(bytes, token).AsTask(), cancellation).ConfigureAwait(false);
    }

    private static async Task<ReferenceRun> OfRunAsync(string folder, IReadOnlyList<GateConfig> gates, PluginCatalog catalog, CancellationToken cancellation)
    {
        var bound = BoundPlan.Of(await PlanFile.ReadAsync(folder, cancellation).ConfigureAwait(false), catalog);
        return await RunReports.ReferenceAsync(bound, new RunStore(folder), catalog, GateScope.Kept(gates), cancellation).ConfigureAwait(false);
    }
}
