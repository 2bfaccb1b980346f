using System.Text.Json;
using System.Text.Json.Serialization;
using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Inference;

/// <summary>
/// What a model's metadata say for EvalKit, as JSON: <c>evalkit.input</c>, the configuration's <c>input</c>, so that a model
/// carries its own preprocessing; and <c>evalkit.classes</c>, the names of its classes.
/// </summary>
internal static class EvalKitMetadata
{
    private const string InputKey = "evalkit.input";
    private const string ClassesKey = "evalkit.classes";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Reads the preprocessing, or gives null where the model has none.</summary>
    /// <exception cref="UserException">The key's value is not such JSON.</exception>
    public static InputSource? Input(ModelFile file) =>
        Read<InputConfig>(file, InputKey) is { } input ? new InputSource($"the model's metadata {InputKey}", input) : null;

    /// <summary>Reads the names of the classes, or gives none where the model has none.</summary>
    /// <exception cref="UserException">The key's value is not such JSON, or does not name every class.</exception>
    public static IReadOnlyList<string> ClassNames(ModelFile file, int classes)
    {
        var names = Read<string[]>(file, ClassesKey) ?? [];
        return names.Length == 0 || names.Length == classes
            ? names
            : throw new UserException($"{file.Path}: its metadata key {ClassesKey} has {names.Length} names, but the model gives {classes} scores");
    }

    private static T? Read<T>(ModelFile file, string key)
        where T : class
    {
        if (file.Metadata(key) is not { } text) return null;
        try
        {
            return JsonSerializer.Deserialize<T>(text, Strict);
        }
        catch (JsonException error)
        {
            throw new UserException($"{file.Path}: its metadata key {key} does not read: {error.Message} It holds: {text}", error);
        }
    }
}
