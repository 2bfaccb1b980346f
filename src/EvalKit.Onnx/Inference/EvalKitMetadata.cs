using System.Text.Json;
using System.Text.Json.Serialization;
using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Onnx.Graphs;

namespace EvalKit.Onnx.Inference;

/// <summary>
/// The model's metadata key <c>evalkit.input</c>: the configuration's <c>input</c> as JSON, so that a model carries its own
/// preprocessing.
/// </summary>
internal static class EvalKitMetadata
{
    private const string Key = "evalkit.input";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Reads the key, or gives null where the model has none.</summary>
    /// <exception cref="UserException">Its value is not such JSON.</exception>
    public static InputSource? Read(ModelFile file)
    {
        if (file.Metadata(Key) is not { } text) return null;
        try
        {
            var input = JsonSerializer.Deserialize<InputConfig>(text, Strict);
            return input is null ? null : new InputSource($"the model's metadata {Key}", input);
        }
        catch (JsonException error)
        {
            throw new UserException($"{file.Path}: its metadata key {Key} does not read: {error.Message} It holds: {text}", error);
        }
    }
}
