using System.Text.Json.Nodes;
using EvalKit.Core.Configuration.Documents;

namespace EvalKit.Core.Configuration.Forms;

/// <summary>A key of a section, made from a constructor's parameter.</summary>
/// <param name="Key">The key, in kebab-case.</param>
/// <param name="Form">What values it takes.</param>
/// <param name="Documentation">What it means, from the record's documentation, which is read when it is asked for.</param>
/// <param name="Default">What stands in for a key that is not written, or null where it must be.</param>
internal sealed record Field(string Key, ValueForm Form, Lazy<string> Documentation, FieldDefault? Default)
{
    /// <summary>What it means.</summary>
    public string Text => Documentation.Value;

    /// <summary>Whether the key must be written.</summary>
    public bool IsRequired => Default is null;

    /// <summary>Binds the key's value, or gives its default.</summary>
    /// <exception cref="Errors.UserException">The key must be written and is not, or its value is not allowed.</exception>
    public object? Read(MappingNode section)
    {
        if (section.Find(Key) is { } written) return Form.Read(written);
        if (Default is null) throw section.Error($"the key '{Key}' is missing: {Text} Allowed: {Form.Allowed}");
        return Default.Value();
    }

    /// <summary>The schema of the key's value.</summary>
    public JsonObject Schema()
    {
        var schema = Form.Schema();
        schema["description"] = Text;
        if (Default?.Json is { } value) schema["default"] = value.DeepClone();
        return schema;
    }
}

/// <summary>What stands in for a key that is not written.</summary>
/// <param name="Value">Makes the value.</param>
/// <param name="Json">The value as it could be written, or null where nothing could.</param>
internal sealed record FieldDefault(Func<object?> Value, JsonNode? Json);
