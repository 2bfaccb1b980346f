using EvalKit.Core.Data;
using EvalKit.Core.Planning;

namespace EvalKit.Core.Execution;

/// <summary>
/// Units that a worker computes together. Predictions share geometry and the kind of perturbation, and differ in model,
/// severity and range; of all else each unit is a job.
/// </summary>
/// <param name="Units">The units.</param>
internal sealed record Job(IReadOnlyList<Unit> Units)
{
    private sealed record Likeness(UnitKind Kind, string What, ImageView View, string? Unit);

    /// <summary>What runs, for a reader.</summary>
    public string Title => Units.All(unit => unit.What == Units[0].What)
        ? $"{Units[0].What}{(Units.Count == 1 ? $" · {Units[0].Model}" : "")}"
        : Condition.Parse(Units[0].What).Kind;

    /// <summary>Groups the units that are not in the store into jobs, in the order of the plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="todo">The units to compute.</param>
    /// <param name="budget">The memory that the models of one job may need together.</param>
    public static IEnumerable<Job> Of(Plan plan, IEnumerable<Unit> todo, long budget)
    {
        var models = plan.Models.ToDictionary(model => model.Name, StringComparer.Ordinal);
        foreach (var alike in todo.GroupBy(unit => LikenessOf(unit, models[unit.Model].Probed.View)))
        {
            var units = new List<Unit>();
            long bytes = 0;
            foreach (var model in alike.GroupBy(unit => unit.Model, StringComparer.Ordinal))
            {
                var needed = ModelPool.Bytes(models[model.Key]);
                if (units.Count > 0 && bytes + needed > budget)
                {
                    yield return new Job([.. units]);
                    units.Clear();
                    bytes = 0;
                }

                units.AddRange(model);
                bytes += needed;
            }

            yield return new Job(units);
        }
    }

    // Only predictions gain from common batches; an attribution job is long enough for one model alone.
    private static Likeness LikenessOf(Unit unit, ImageView view) => unit.Kind == UnitKind.Predictions
        ? new Likeness(unit.Kind, Condition.Parse(unit.What).Kind, view, null)
        : new Likeness(unit.Kind, unit.What, view, unit.Id);
}
