using System.Text.Json.Nodes;
using EvalKit.Core.Configuration.Documents;
using EvalKit.Core.Errors;

namespace EvalKit.Core.Configuration.Forms;

/// <summary>One of the values of an enum, by its name in kebab-case.</summary>
internal sealed class ChoiceForm : ValueForm
{
    private readonly Dictionary<string, object> _values;
    private readonly string[] _names;

    /// <summary>The choice of an enum.</summary>
    public ChoiceForm(Type type)
    {
        var values = Enum.GetValues(type).Cast<object>().Select(value => (Name: ConfigJson.Of(value)!.GetValue<string>(), Value: value)).ToArray();
        _names = [.. values.Select(value => value.Name)];
        _values = values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public override string Allowed => string.Join(", ", _names);

    /// <inheritdoc/>
    public override object Read(ConfigNode node)
    {
        if (node is not ScalarNode { Kind: ScalarKind.Text } scalar) throw Refuse(node);
        return _values.TryGetValue(scalar.Text, out var value)
            ? value
            : throw node.Error($"'{scalar.Text}' is not supported (allowed: {Allowed}){NearestName.Hint(scalar.Text, _names)}");
    }

    /// <inheritdoc/>
    public override JsonObject Schema() => new() { ["enum"] = new JsonArray([.. _names.Select(name => JsonValue.Create(name))]) };
}
