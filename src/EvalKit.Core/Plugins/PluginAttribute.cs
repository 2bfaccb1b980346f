using System.Reflection;

namespace EvalKit.Core.Plugins;

/// <summary>
/// Marks a record as a method of the catalogue. Its constructor parameters are its configuration: the configuration key
/// is the parameter's name in kebab-case, its default the parameter's default, its range a
/// <see cref="System.ComponentModel.DataAnnotations.RangeAttribute"/>. What <c>evalkit list</c> says comes from the
/// record's XML documentation, whose remarks name the source.
/// </summary>
/// <param name="kind">The name in configurations and metric ids, in kebab-case, unique within the plug-in's sort.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PluginAttribute(string kind) : Attribute
{
    /// <summary>The name in configurations and metric ids, in kebab-case.</summary>
    public string Kind { get; } = kind;

    /// <summary>
    /// Raised whenever the values that the method gives change, so that stored units of the older version are not reused.
    /// </summary>
    public int Version { get; init; } = 1;

    /// <summary>The paper or code that defines the method.</summary>
    public required string Source { get; init; }

    /// <summary>The kind of a method of the catalogue.</summary>
    /// <param name="plugin">The method.</param>
    /// <exception cref="ArgumentException">Its type carries no <see cref="PluginAttribute"/>.</exception>
    public static string KindOf(IPlugin plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return plugin.GetType().GetCustomAttribute<PluginAttribute>()?.Kind
            ?? throw new ArgumentException($"{plugin.GetType()} has no kind.", nameof(plugin));
    }
}
