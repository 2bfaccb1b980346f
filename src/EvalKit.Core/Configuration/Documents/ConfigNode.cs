using System.Text.Json.Nodes;
using EvalKit.Core.Errors;

namespace EvalKit.Core.Configuration.Documents;

/// <summary>A value of a configuration as it was written, before it is bound.</summary>
/// <param name="Place">Where it was written.</param>
/// <param name="Path">Its address from the root, as <c>--set</c> takes it: <c>models.0.path</c>; empty for the root.</param>
internal abstract record ConfigNode(SourcePlace Place, string Path)
{
    /// <summary>What a message calls it, such as <c>a list</c>.</summary>
    public abstract string Described { get; }

    /// <summary>The same value as JSON.</summary>
    public abstract JsonNode? ToJson();

    /// <summary>An error about this value.</summary>
    /// <param name="problem">What was found and what is allowed.</param>
    public UserException Error(string problem) => new($"{Place}: {(Path.Length == 0 ? "" : Path + ": ")}{problem}");

    /// <summary>The address of a value within a list or section.</summary>
    public static string PathWithin(string parent, string key) => parent.Length == 0 ? key : $"{parent}.{key}";
}
