using System.Globalization;
using System.Text;
using EvalKit.Cli.Runs;
using EvalKit.Core.Planning;
using EvalKit.Reporting.Figures;

namespace EvalKit.Cli.Terminal;

/// <summary>What <c>run --dry-run</c> prints.</summary>
internal static class PlanView
{
    // A row's numbers and texts beside the scores, about; attributions are larger.
    private const int BytesPerRow = 40;

    /// <summary>Renders the units to compute, by what they compute, and the time and disk that they need.</summary>
    public static string Render(Evaluation.Planned planned, int threads)
    {
        var (plan, _, store, _, forecasts, part, todo) = planned;
        var models = plan.Models.ToDictionary(model => model.Name, StringComparer.Ordinal);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{plan.Name}: {plan.Models.Count} models, {part.Count} units, {part.Count - todo.Count} of them in {store.Folder}\n\n");
        text.Append("to compute                      units    samples  predictions\n");
        foreach (var group in todo.GroupBy(unit => unit.What)) Row(group.Key, [.. group]);
        Row("sum", todo);
        var bytes = todo.Sum(unit => (long)unit.Count * (BytesPerRow + (sizeof(float) * Numbers(unit, models[unit.Model]))));
        var seconds = todo.Sum(unit => UnitCost.Seconds(unit, models[unit.Model])) / threads;
        text.Append(CultureInfo.InvariantCulture, $"\ndisk: about {bytes / 1e6:N1} MB\n");
        text.Append($"time: about {Humanised.Duration(TimeSpan.FromSeconds(seconds))} with {Humanised.Plural(threads, "thread")} at 10 billion MACs a second each\n");
        foreach (var forecast in forecasts) text.Append($"gate {forecast}\n");
        return text.ToString();

        void Row(string name, IReadOnlyList<Unit> units) => text.Append(
            CultureInfo.InvariantCulture, $"{name,-30} {units.Count,6} {units.Sum(unit => (long)unit.Count),10:N0} {units.Sum(unit => unit.Predictions),12:N0}\n");
    }

    private static int Numbers(Unit unit, PlannedModel model) => unit.Kind switch
    {
        UnitKind.Predictions => model.Probed.Signature.Classes,
        UnitKind.Attributions => 2 * model.Probed.View.Shape.Pixels,
        _ => 2,
    };
}
