using EvalKit.Core.Configuration.Forms;

namespace EvalKit.Core.Plugins;

/// <summary>A plug-in as the catalogue lists it.</summary>
public sealed class PluginDescription
{
    private readonly Lazy<string> _summary;
    private readonly Lazy<FieldSet> _fields;
    private readonly Lazy<IReadOnlyList<ParameterDescription>> _parameters;

    internal PluginDescription(Type type, string sort, PluginAttribute plugin, FormFactory forms)
    {
        Type = type;
        Sort = sort;
        Kind = plugin.Kind;
        Version = plugin.Version;
        Source = plugin.Source;
        // What a command does not show or bind is not described: that would take most of the time that it starts in.
        _summary = new(() => forms.DocumentationOf(type).Summary(type));
        _fields = new(() => new FieldSet(type, forms));
        _parameters = new(() => [.. Fields.Fields.Select(field => new ParameterDescription(
            field.Key,
            field.Form.Allowed,
            field.Default?.Json is { } value ? ConfigJson.Compact(value) : null,
            field.IsRequired,
            field.Text))]);
    }

    /// <summary>The record.</summary>
    public Type Type { get; }

    /// <summary>The sort that it belongs to.</summary>
    public string Sort { get; }

    /// <summary>Its name in configurations and metric ids.</summary>
    public string Kind { get; }

    /// <summary>The version of the values that it gives.</summary>
    public int Version { get; }

    /// <summary>The paper or code that defines it.</summary>
    public string Source { get; }

    /// <summary>What it is, in one paragraph.</summary>
    public string Summary => _summary.Value;

    /// <summary>Its parameters in the order of its constructor.</summary>
    public IReadOnlyList<ParameterDescription> Parameters => _parameters.Value;

    internal FieldSet Fields => _fields.Value;
}
