using EvalKit.Core.Planning;

namespace EvalKit.Core.Execution;

/// <summary>Units that a worker computes together: they share kind, condition, range and geometry, and differ in their model.</summary>
/// <param name="Units">The units.</param>
internal sealed record Job(IReadOnlyList<Unit> Units)
{
    public string Title => $"{Units[0].What}{(Units.Count == 1 ? $" · {Units[0].Model}" : "")}";

    /// <summary>Groups the units that are not in the store into jobs, in the order of the plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="todo">The units to compute.</param>
    /// <param name="budget">The memory that the models of one job may need together.</param>
    public static IEnumerable<Job> Of(Plan plan, IEnumerable<Unit> todo, long budget)
    {
        var models = plan.Models.ToDictionary(model => model.Name, StringComparer.Ordinal);
        var alike = todo.GroupBy(unit => (unit.Kind, unit.What, unit.Start, models[unit.Model].Probed.View));
        foreach (var group in alike)
        {
            // Only predictions gain from a common batch; an attribution job is long enough for one model alone.
            var most = group.Key.Kind == UnitKind.Predictions ? budget : 0;
            var units = new List<Unit>();
            long bytes = 0;
            foreach (var unit in group)
            {
                var needed = ModelPool.Bytes(models[unit.Model]);
                if (units.Count > 0 && bytes + needed > most)
                {
                    yield return new Job([.. units]);
                    units.Clear();
                    bytes = 0;
                }

                units.Add(unit);
                bytes += needed;
            }

            yield return new Job(units);
        }
    }
}
