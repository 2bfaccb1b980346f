using System.Reflection;
using System.Text.Json.Nodes;
using EvalKit.Core.Configuration.Documents;
using EvalKit.Core.Configuration.Forms;
using EvalKit.Core.Errors;

namespace EvalKit.Core.Plugins;

/// <summary>
/// All plug-ins: records marked with <see cref="PluginAttribute"/> that implement an interface marked with
/// <see cref="PluginSortAttribute"/>. Made once, where the program is composed.
/// </summary>
public sealed class PluginCatalog
{
    internal PluginCatalog(IEnumerable<Type> types)
    {
        var forms = new FormFactory();
        Plugins = [.. types.Where(type => type.IsDefined(typeof(PluginAttribute)))
            .Select(type => new PluginDescription(type, SortOf(type), type.GetCustomAttribute<PluginAttribute>()!, forms))
            .OrderBy(plugin => plugin.Sort, StringComparer.Ordinal)
            .ThenBy(plugin => plugin.Kind, StringComparer.Ordinal)];
        foreach (var (first, second) in Plugins.Zip(Plugins.Skip(1)))
        {
            if (first.Sort == second.Sort && first.Kind == second.Kind)
                throw new InvalidOperationException($"{first.Type} and {second.Type} are both {first.Sort} of the kind {first.Kind}.");
        }
    }

    /// <summary>Every plug-in, by ordinal order of sort, then kind.</summary>
    public IReadOnlyList<PluginDescription> Plugins { get; }

    /// <summary>Finds the plug-ins of assemblies.</summary>
    /// <param name="assemblies">The assemblies to look through.</param>
    /// <exception cref="InvalidOperationException">
    /// A kind occurs twice in a sort, a plug-in is of no sort or of several, or has a parameter that cannot be configured:
    /// mistakes of its author.
    /// </exception>
    public static PluginCatalog FromAssemblies(params Assembly[] assemblies)
    {
        ArgumentNullException.ThrowIfNull(assemblies);
        return new PluginCatalog(assemblies.SelectMany(assembly => assembly.GetTypes()));
    }

    /// <summary>Every plug-in that implements an interface, with the defaults of its parameters, by ordinal order of kind.</summary>
    /// <typeparam name="T">The interface.</typeparam>
    /// <exception cref="UserException">One has a parameter without default.</exception>
    public IReadOnlyList<PluginInstance<T>> All<T>()
        where T : class, IPlugin =>
        [.. Of(typeof(T)).Select(plugin => Create<T>(plugin.Kind))];

    /// <summary>The kinds of the plug-ins that implement an interface, in ordinal order. Makes none of them.</summary>
    /// <typeparam name="T">The interface.</typeparam>
    public IReadOnlyList<string> Kinds<T>()
        where T : class, IPlugin =>
        [.. Of(typeof(T)).Select(plugin => plugin.Kind)];

    /// <summary>Makes one plug-in.</summary>
    /// <typeparam name="T">The interface that it implements.</typeparam>
    /// <param name="kind">Its kind.</param>
    /// <param name="parameters">
    /// Its parameters as a JSON or YAML section, such as <see cref="PluginInstance{T}.Parameters"/>; those left out have
    /// their defaults.
    /// </param>
    /// <param name="name">Its name in metric ids; left out, its kind.</param>
    /// <exception cref="UserException">There is no such kind, or a parameter is unknown, missing or not allowed.</exception>
    public PluginInstance<T> Create<T>(string kind, string parameters = "{}", string? name = null)
        where T : class, IPlugin => Create<T>(kind, YamlComposer.ComposeValue(parameters, $"{kind} {parameters}", ""), name);

    /// <summary>Makes one plug-in of a section that holds nothing but its parameters.</summary>
    internal PluginInstance<T> Create<T>(string kind, ConfigNode parameters, string? name = null)
        where T : class, IPlugin
    {
        var plugin = Find(typeof(T), kind) ?? throw new UserException(UnknownKind(typeof(T), kind));
        if (parameters is not MappingNode section) throw parameters.Error($"found {parameters.Described}; allowed: a section with parameters");
        section.RefuseOtherKeysThan([.. plugin.Fields.Fields.Select(field => field.Key)]);
        return Bind<T>(plugin, name ?? kind, section);
    }

    /// <summary>The plug-ins that implement an interface.</summary>
    internal IEnumerable<PluginDescription> Of(Type contract) => Plugins.Where(plugin => plugin.Type.IsAssignableTo(contract));

    /// <summary>The plug-in of a kind, or null.</summary>
    internal PluginDescription? Find(Type contract, string kind) => Of(contract).FirstOrDefault(plugin => plugin.Kind == kind);

    /// <summary>What to say of a kind that there is not.</summary>
    internal string UnknownKind(Type contract, string kind)
    {
        var kinds = Of(contract).Select(plugin => plugin.Kind).ToArray();
        return $"'{kind}' is no known kind (allowed: {string.Join(", ", kinds)}){NearestName.Hint(kind, kinds)}";
    }

    /// <summary>Makes a plug-in from a section of which keys that are not its parameters were checked already.</summary>
    internal static PluginInstance<T> Bind<T>(PluginDescription plugin, string name, MappingNode section)
        where T : class, IPlugin
    {
        var values = plugin.Fields.Read(section);
        var method = (T)plugin.Fields.Create(section, values);
        var version = plugin.Version + (method is ICompositePlugin composite ? composite.VersionOfParts : 0);
        return new PluginInstance<T>(name, plugin.Kind, version, Canonical(values), method);
    }

    /// <summary>A parameter that is null is left out, which says the same and can be read back.</summary>
    private static string Canonical(IReadOnlyDictionary<string, object?> values) => ConfigJson.Compact(new JsonObject(
        values.Where(value => value.Value is not null)
            .OrderBy(value => value.Key, StringComparer.Ordinal)
            .Select(value => KeyValuePair.Create(value.Key, ConfigJson.Of(value.Value)))));

    private static string SortOf(Type type)
    {
        var sorts = type.GetInterfaces().Select(contract => contract.GetCustomAttribute<PluginSortAttribute>()?.Name).OfType<string>().Distinct().ToArray();
        return sorts is [var sort]
            ? sort
            : throw new InvalidOperationException($"{type} must implement an interface of one sort of plug-in, but has {sorts.Length}: {string.Join(", ", sorts)}.");
    }
}
