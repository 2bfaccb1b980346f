using System.Text.Json;
using System.Text.Json.Nodes;
using EvalKit.Core.Execution;

namespace EvalKit.Core.Planning;

/// <summary>Says in what two plans differ, for those who meant them to be one.</summary>
public static class PlanDifference
{
    // Two plans of one configuration made on unlike machines differ here, and each value is short.
    private const string Versions = "versions";

    /// <summary>The parts of the plans that differ, such as <c>models, versions.processor ('a' and 'b')</c>; empty where none does.</summary>
    public static string Of(Plan one, Plan other)
    {
        var (first, second) = (Json(one), Json(other));
        var parts = Differing(first, second).Where(name => name != Versions)
            .Concat(Differing(first[Versions]!.AsObject(), second[Versions]!.AsObject()).Select(name => $"{Versions}.{name} ('{first[Versions]![name]}' and '{second[Versions]![name]}')"))
            .ToList();
        // What a unit's id is made of differs by itself; the ids tell nothing more.
        if (parts.Count > 1) parts.Remove("units");
        return string.Join(", ", parts);
    }

    private static JsonObject Json(Plan plan) => JsonSerializer.SerializeToNode(plan, WireJson.Options)!.AsObject();

    private static IEnumerable<string> Differing(JsonObject one, JsonObject other) =>
        one.Select(part => part.Key).Where(name => !JsonNode.DeepEquals(one[name], other[name]));
}
