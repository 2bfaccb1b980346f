using EvalKit.Core.Execution;
using EvalKit.Core.Planning;
using EvalKit.Core.Store;

namespace EvalKit.Cli.Runs;

/// <summary>Finds what is still to compute.</summary>
internal static class MissingUnits
{
    /// <summary>The units that the store lacks. One that does not read back whole is missing too, and said.</summary>
    /// <param name="units">The units asked for.</param>
    /// <param name="store">The run's folder.</param>
    /// <param name="isHeld">Whether this process holds the folder, so that it may remove damaged units.</param>
    /// <param name="progress">Told of damaged units.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<IReadOnlyList<Unit>> OfAsync(IReadOnlyList<Unit> units, RunStore store, bool isHeld, IRunProgress progress, CancellationToken cancellation)
    {
        var missing = new List<Unit>();
        foreach (var unit in units)
        {
            if (!store.Contains(unit.Id))
            {
                missing.Add(unit);
                continue;
            }

            try
            {
                await store.ReadAsync(unit.Id, cancellation).ConfigureAwait(false);
            }
            catch (InvalidDataException damage)
            {
                progress.Failed(unit.Model, unit.What, $"its stored unit is damaged ({damage.Message}) and is computed again");
                if (isHeld) store.Remove(unit.Id);
                missing.Add(unit);
            }
        }

        return missing;
    }
}
