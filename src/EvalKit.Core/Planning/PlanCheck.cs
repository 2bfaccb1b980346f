using System.Text.Json;
using EvalKit.Core.Gates.References;

namespace EvalKit.Core.Planning;

/// <summary>Whether a plan that was read back agrees with itself: a damaged file may read well and still name what is not there.</summary>
internal static class PlanCheck
{
    /// <summary>Checks a plan.</summary>
    /// <exception cref="JsonException">It lacks a part, names one thing twice, or a thing that it does not have.</exception>
    /// <exception cref="FormatException">A slice of its data is no list of samples.</exception>
    public static void Apply(Plan plan)
    {
        if (plan is not { Name: not null, Versions: not null, Data: { Parameters: not null }, Models: not null, Unopened: not null, Perturbations: not null, Sweeps: not null, Gates: not null, Units: not null })
            throw new JsonException("a part of it is null");
        Unique("model", plan.Models.Select(model => model.Name));
        Unique("perturbation", plan.Perturbations.Select(one => one.Method.Name));
        Unique("sweep", plan.Sweeps.Select(one => one.Method.Name));
        Unique("attribution", (plan.Explanations?.Attributions ?? []).Select(one => one.Method.Name));
        var models = plan.Models.Select(model => model.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var unit in plan.Units)
            if (unit.Start < 0 || unit.Count < 0 || !models.Contains(unit.Model)) throw new JsonException($"a unit is of the model '{unit.Model}' and {unit.Count} samples from {unit.Start} on, which there are not");
        using var parameters = JsonDocument.Parse(plan.Data.Parameters);
        if (parameters.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException("the parameters of the data are no object");
        foreach (var slice in plan.Slices ?? new Dictionary<string, string>()) SampleRanges.Parse(slice.Value, Math.Max(plan.Drawn ?? 0, plan.Data.Samples));
    }

    private static void Unique(string what, IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
            if (name is null || !seen.Add(name)) throw new JsonException($"the {what} '{name}' is there twice, or has no name");
    }
}
