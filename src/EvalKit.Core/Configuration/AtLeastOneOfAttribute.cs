namespace EvalKit.Core.Configuration;

/// <summary>Demands that at least one of several keys of a section is given.</summary>
/// <param name="keys">The keys, in kebab-case.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AtLeastOneOfAttribute(params string[] keys) : Attribute
{
    /// <summary>The keys, in kebab-case.</summary>
    public IReadOnlyList<string> Keys { get; } = keys;
}
