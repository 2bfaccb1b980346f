using EvalKit.Core.Configuration.Forms;

namespace EvalKit.Core.Plugins;

/// <summary>A plug-in as the catalogue lists it.</summary>
public sealed class PluginDescription
{
    internal PluginDescription(Type type, string sort, PluginAttribute plugin, FormFactory forms)
    {
        Type = type;
        Sort = sort;
        Kind = plugin.Kind;
        Version = plugin.Version;
        Source = plugin.Source;
        Summary = forms.DocumentationOf(type).Summary(type);
        Fields = new FieldSet(type, forms);
        Parameters = [.. Fields.Fields.Select(field => new ParameterDescription(
            field.Key,
            field.Form.Allowed,
            field.Default?.Json is { } value ? ConfigJson.Compact(value) : null,
            field.IsRequired,
            field.Text))];
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
    public string Summary { get; }

    /// <summary>Its parameters in the order of its constructor.</summary>
    public IReadOnlyList<ParameterDescription> Parameters { get; }

    internal FieldSet Fields { get; }
}
