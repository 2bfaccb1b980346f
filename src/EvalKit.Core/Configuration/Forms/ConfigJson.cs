using System.Reflection;
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
    public static JsonNode? Of(object? value) => value switch
    {
        // The serializer would say the same of these, but its start takes longer than most commands do.
        null => null,
        string text => JsonValue.Create(text),
        bool truth => JsonValue.Create(truth),
        int number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        float number => JsonValue.Create(number),
        Enum choice => JsonValue.Create(NameOf(choice)),
        IEnumerable<object?> list => new JsonArray([.. list.Select(Of)]),
        _ => JsonSerializer.SerializeToNode(value, Options),
    };

    /// <summary>The word for a value of an enum.</summary>
    public static string NameOf(Enum choice)
    {
        var name = choice.ToString();
        return choice.GetType().GetField(name)?.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? KeyOf(name);
    }

    /// <summary>Text without white space.</summary>
    public static string Compact(JsonNode? node) => node is null ? "null" : node.ToJsonString(Options);

    /// <summary>Text for people, ending with a newline.</summary>
    public static string Pretty(JsonNode node) => node.ToJsonString(Indented) + "\n";
}
