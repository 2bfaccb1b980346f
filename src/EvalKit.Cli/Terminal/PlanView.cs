using System.Globalization;
using System.Text;
using EvalKit.Cli.Runs;
using EvalKit.Core.Planning;

namespace EvalKit.Cli.Terminal;

/// <summary>What <c>run --dry-run</c> prints.</summary>
internal static class PlanView
{
    // A row's numbers and texts beside the scores, about; attributions are larger.
    private const int BytesPerRow = 40;

    /// <summary>Renders the units to compute, by what they compute, and the disk that they need.</summary>
    public static string Render(Evaluation.Planned planned)
    {
        var (plan, _, store, todo) = planned;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{plan.Name}: {plan.Models.Count} models, {plan.Units.Count} units, {plan.Units.Count - todo.Count} of them in {store.Folder}\n\n");
        text.Append("to compute                      units    samples\n");
        foreach (var group in todo.GroupBy(unit => unit.What))
            text.Append(CultureInfo.InvariantCulture, $"{group.Key,-30} {group.Count(),6} {group.Sum(unit => (long)unit.Count),10:N0}\n");
        var classes = plan.Models.ToDictionary(model => model.Name, StringComparer.Ordinal);
        var bytes = todo.Sum(unit => (long)unit.Count * (BytesPerRow + (sizeof(float) * Numbers(unit, classes[unit.Model]))));
        text.Append(CultureInfo.InvariantCulture, $"{"sum",-30} {todo.Count,6} {todo.Sum(unit => (long)unit.Count),10:N0}\n\ndisk: about {bytes / 1e6:N1} MB\n");
        return text.ToString();
    }

    private static int Numbers(Unit unit, PlannedModel model) => unit.Kind switch
    {
        UnitKind.Predictions => model.Probed.Signature.Classes,
        UnitKind.Attributions => 2 * model.Probed.View.Shape.Pixels,
        _ => 2,
    };
}
