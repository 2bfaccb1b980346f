using EvalKit.Core.Planning;

namespace EvalKit.Core.Store;

/// <summary>What a run's folder holds, by whether its plan needs it.</summary>
/// <param name="Units">The files of the plan's units.</param>
/// <param name="Planned">The number of the plan's units.</param>
/// <param name="Failures">What failed of the plan's units and is not mended.</param>
/// <param name="StrayUnits">The files of units that the plan does not name: of other models, data, methods or versions.</param>
/// <param name="StrayFailures">Failures of units that the plan does not name, or that were computed since.</param>
/// <param name="Temporary">What killed processes left half-written.</param>
public sealed record StoreContents(
    IReadOnlyList<FileInfo> Units,
    int Planned,
    IReadOnlyList<FileInfo> Failures,
    IReadOnlyList<FileInfo> StrayUnits,
    IReadOnlyList<FileInfo> StrayFailures,
    IReadOnlyList<FileInfo> Temporary)
{
    /// <summary>What no plan needs.</summary>
    public IEnumerable<FileInfo> Removable => [.. StrayUnits, .. StrayFailures, .. Temporary];

    /// <summary>Looks at a folder.</summary>
    /// <param name="plan">The plan in it.</param>
    /// <param name="store">The folder.</param>
    public static StoreContents Of(Plan plan, RunStore store)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(store);
        var ids = plan.Units.Select(unit => unit.Id).ToHashSet(StringComparer.Ordinal);
        var units = store.UnitFiles().ToLookup(file => ids.Contains(Id(file)));
        var failures = store.FailureFiles().ToLookup(file => ids.Contains(Id(file)) && !store.Contains(Id(file)));
        return new(
            [.. units[true]], ids.Count, [.. failures[true]], [.. units[false]], [.. failures[false]],
            [.. AtomicFile.Abandoned(store.Folder, isAlone: true).Select(file => new FileInfo(file))]);
    }

    private static string Id(FileInfo file) => Path.GetFileNameWithoutExtension(file.Name);
}
