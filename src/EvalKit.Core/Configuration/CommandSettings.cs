using EvalKit.Core.Configuration.Documents;
using EvalKit.Core.Configuration.Forms;
using EvalKit.Core.Errors;
using EvalKit.Core.Plugins;

namespace EvalKit.Core.Configuration;

/// <summary>
/// What the command line alone says of a command that needs no configuration: values <c>section.key=value</c>, where a
/// section is one of the configuration's (<c>input.scale=1</c>) or the kind of a method (<c>rise.masks=1000</c>).
/// </summary>
public sealed class CommandSettings
{
    private static readonly SourcePlace Place = new("--set", 0, 0);

    private readonly PluginCatalog _catalog;
    private readonly MappingNode _root;

    private CommandSettings(PluginCatalog catalog, MappingNode root) => (_catalog, _root) = (catalog, root);

    /// <summary>Reads the settings.</summary>
    /// <param name="settings">Each <c>section.key=value</c>, the value in YAML.</param>
    /// <param name="sections">The sections that mean something to the command.</param>
    /// <param name="catalog">The plug-ins.</param>
    /// <exception cref="UserException">One has another form, or another section.</exception>
    public static CommandSettings Read(IReadOnlyList<string> settings, IReadOnlyList<string> sections, PluginCatalog catalog)
    {
        ConfigNode root = settings.Aggregate((ConfigNode)Empty, (node, text) => Override.Parse(text).ApplyTo(node));
        ((MappingNode)root).RefuseOtherKeysThan(sections);
        return new CommandSettings(catalog, (MappingNode)root);
    }

    /// <summary>A section of the configuration; keys left out are as in a configuration that leaves them out.</summary>
    /// <typeparam name="T">Its record.</typeparam>
    /// <param name="name">Its key.</param>
    /// <exception cref="UserException">A key is unknown, or a value not allowed.</exception>
    public T Section<T>(string name)
        where T : class => (T)new RecordForm(new FieldSet(typeof(T), new ConfigForms(_catalog))).Read(_root.Find(name) ?? Empty);

    /// <summary>A method with the parameters set; those left out have their defaults.</summary>
    /// <typeparam name="T">The sort of method.</typeparam>
    /// <param name="kind">Its kind.</param>
    /// <exception cref="UserException">There is no such kind, or a parameter is unknown, missing or not allowed.</exception>
    public PluginInstance<T> Method<T>(string kind)
        where T : class, IPlugin => _catalog.Create<T>(kind, _root.Find(kind) ?? Empty);

    private static MappingNode Empty => new(Place, "", []);
}
