using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace EvalKit.Core.Configuration.Forms;

/// <summary>How bound values look as JSON: the same words and numbers that a configuration would have.</summary>
internal static class ConfigJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        NewLine = "\n",
    };

    private static readonly JsonSerializerOptions Indented = new(Options) { WriteIndented = true };

    /// <summary>The key of a constructor parameter, in kebab-case.</summary>
    public static string KeyOf(string parameter) => JsonNamingPolicy.KebabCaseLower.ConvertName(parameter);

    /// <summary>A bound value as JSON; numbers in their shortest form that reads back exactly.</summary>
    public static JsonNode? Of(object? value) => JsonSerializer.SerializeToNode(value, Options);

    /// <summary>Text without white space.</summary>
    public static string Compact(JsonNode? node) => node is null ? "null" : node.ToJsonString(Options);

    /// <summary>Text for people, ending with a newline.</summary>
    public static string Pretty(JsonNode node) => node.ToJsonString(Indented) + "\n";
}
