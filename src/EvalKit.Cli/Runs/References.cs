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
    /// <param name="path">Where it lies; null for none.</param>
    /// <param name="plan">The plan of the run that is compared with it, with its gates.</param>
    /// <param name="catalog">The methods.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="EvalKit.Core.Errors.UserException">There is none, it is damaged, or it is of other data.</exception>
    public static async Task<ReferenceRun?> ReadAsync(string? path, Plan plan, PluginCatalog catalog, CancellationToken cancellation)
    {
        if (path is null) return null;
        var reference = Directory.Exists(path)
            ? await OfRunAsync(path, plan.Gates, catalog, cancellation).ConfigureAwait(false)
            : await ReferenceFile.ReadAsync(path, cancellation).ConfigureAwait(false);
        return reference.FitTo(plan, path);
    }

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
