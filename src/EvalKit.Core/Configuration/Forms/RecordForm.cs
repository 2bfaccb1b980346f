using System.Text.Json.Nodes;
using EvalKit.Core.Configuration.Documents;

namespace EvalKit.Core.Configuration.Forms;

/// <summary>A section that becomes a record.</summary>
/// <param name="fields">Its keys.</param>
internal sealed class RecordForm(FieldSet fields) : ValueForm
{
    /// <inheritdoc/>
    public override string Allowed => $"a section with the keys {string.Join(", ", Keys)}";

    /// <summary>Whether all its keys may be left out, and so it may be too.</summary>
    public bool IsOptional => fields.Fields.All(key => !key.IsRequired);

    private IEnumerable<string> Keys => fields.Fields.Select(key => key.Key);

    /// <summary>The record with no key written.</summary>
    public object ReadNothing() => Read(new MappingNode(default, "", []));

    /// <inheritdoc/>
    public override object Read(ConfigNode node)
    {
        if (node is not MappingNode section) throw Refuse(node);
        section.RefuseOtherKeysThan([.. Keys]);
        return fields.Create(section, fields.Read(section));
    }

    /// <inheritdoc/>
    public override JsonObject Schema()
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        fields.Describe(properties, required);
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (required.Count > 0) schema["required"] = required;
        if (fields.Alternatives() is { } alternatives) schema["anyOf"] = alternatives;
        return schema;
    }
}
