using System.Text.Json.Nodes;
using EvalKit.Core.Configuration.Documents;
using EvalKit.Core.Plugins;

namespace EvalKit.Core.Configuration.Forms;

/// <summary>
/// A plug-in by its kind: a section with <c>kind</c>, the parameters of that kind and what all plug-ins of the sort share
/// (the envelope), or the kind alone.
/// </summary>
/// <typeparam name="T">The sort of plug-in.</typeparam>
internal sealed class PluginForm<T> : ValueForm, INamedForm
    where T : class, IPlugin
{
    private static readonly TextForm NameForm = new("^[a-z0-9]+(-[a-z0-9]+)*$");

    private readonly PluginCatalog _catalog;
    private readonly FieldSet? _envelope;
    private readonly string[] _sharedKeys;

    /// <summary>Creates the form.</summary>
    /// <param name="catalog">The plug-ins.</param>
    /// <param name="envelope">The record around the plug-in, or null where there is none.</param>
    /// <param name="isItem">Whether it stands in a list, where it may have a name of its own.</param>
    public PluginForm(PluginCatalog catalog, FieldSet? envelope, bool isItem)
    {
        _catalog = catalog;
        _envelope = envelope;
        _sharedKeys = [.. isItem ? ["kind", "name"] : (string[])["kind"], .. envelope?.Fields.Select(shared => shared.Key) ?? []];
        foreach (var plugin in catalog.Of(typeof(T)))
        {
            if (plugin.Parameters.FirstOrDefault(parameter => _sharedKeys.Contains(parameter.Name)) is { } parameter)
                throw new InvalidOperationException($"{plugin.Type} has a parameter '{parameter.Name}', a key that all {plugin.Sort} share; name it otherwise.");
        }
    }

    /// <inheritdoc/>
    public override string Allowed => $"one of the kinds {string.Join(", ", Kinds)}, alone or as 'kind' of a section";

    private IEnumerable<string> Kinds => _catalog.Of(typeof(T)).Select(plugin => plugin.Kind);

    /// <inheritdoc/>
    public string NameOf(ConfigNode node)
    {
        var (kind, section) = Open(node);
        return section.Find("name") is { } name ? (string)NameForm.Read(name) : kind.Text;
    }

    /// <inheritdoc/>
    public override object Read(ConfigNode node)
    {
        var (kind, section) = Open(node);
        var plugin = _catalog.Find(typeof(T), kind.Text) ?? throw kind.Error(_catalog.UnknownKind(typeof(T), kind.Text));
        section.RefuseOtherKeysThan([.. _sharedKeys, .. plugin.Parameters.Select(parameter => parameter.Name)]);
        var instance = PluginCatalog.Bind<T>(plugin, NameOf(node), section);
        return _envelope is null ? instance : _envelope.Create(section, _envelope.Read(section), instance);
    }

    /// <inheritdoc/>
    public override JsonObject Schema()
    {
        var plugins = _catalog.Of(typeof(T)).ToArray();
        var sections = plugins.Select(SchemaOf).ToArray();
        var alone = plugins.Zip(sections).Where(pair => pair.Second["required"]!.AsArray().Count == 1).Select(pair => pair.First.Kind);
        var alternatives = new JsonArray([.. sections]);
        if (alone.Any()) alternatives.Insert(0, new JsonObject { ["enum"] = new JsonArray([.. alone.Select(kind => JsonValue.Create(kind))]) });
        return new JsonObject { ["oneOf"] = alternatives };
    }

    private (ScalarNode Kind, MappingNode Section) Open(ConfigNode node) => node switch
    {
        ScalarNode { Kind: ScalarKind.Text } alone => (alone, new MappingNode(alone.Place, alone.Path, [])),
        MappingNode section => (KindOf(section), section),
        _ => throw Refuse(node),
    };

    private ScalarNode KindOf(MappingNode section) => section.Find("kind") switch
    {
        null => throw section.Error($"the key 'kind' is missing; found {section.Described}; allowed kinds: {string.Join(", ", Kinds)}"),
        ScalarNode { Kind: ScalarKind.Text } kind => kind,
        var other => throw other.Error($"found {other.Described}; allowed: {string.Join(", ", Kinds)}"),
    };

    private JsonObject SchemaOf(PluginDescription plugin)
    {
        var properties = new JsonObject { ["kind"] = new JsonObject { ["enum"] = new JsonArray(plugin.Kind) } };
        var required = new JsonArray("kind");
        if (_sharedKeys.Contains("name"))
        {
            var name = NameForm.Schema();
            name["description"] = "The name in metric ids, needed where a kind is listed twice; left out, the kind.";
            properties["name"] = name;
        }

        _envelope?.Describe(properties, required);
        plugin.Fields.Describe(properties, required);
        return new JsonObject
        {
            ["title"] = plugin.Kind,
            ["description"] = $"{plugin.Summary} Source: {plugin.Source}",
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = required,
            ["additionalProperties"] = false,
        };
    }
}
