namespace EvalKit.Core.Plugins;

/// <summary>
/// Marks the interface of a sort of plug-in. A plug-in belongs to the sort of the interface that it implements, and its
/// kind is unique within the sort.
/// </summary>
/// <param name="name">The sort's name in <c>evalkit list</c>, a plural in kebab-case; several interfaces may share it.</param>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
public sealed class PluginSortAttribute(string name) : Attribute
{
    /// <summary>The sort's name in <c>evalkit list</c>, a plural in kebab-case.</summary>
    public string Name { get; } = name;
}
