using System.Text.Json.Nodes;
using EvalKit.Core.Errors;

namespace EvalKit.Core.Configuration.Documents;

/// <summary>A section: keys with their values.</summary>
/// <param name="Place">Where it begins.</param>
/// <param name="Path">Its address from the root.</param>
/// <param name="Entries">Its keys and values in the order written; no key stands twice.</param>
internal sealed record MappingNode(SourcePlace Place, string Path, IReadOnlyList<MappingEntry> Entries) : ConfigNode(Place, Path)
{
    /// <inheritdoc/>
    public override string Described => Entries.Count == 0 ? "an empty section" : $"a section with the keys {string.Join(", ", Entries.Select(entry => entry.Key.Text))}";

    /// <summary>The value of a key, or null where the key is not written.</summary>
    public ConfigNode? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Text == key)?.Value;

    /// <summary>Refuses keys that mean nothing here.</summary>
    /// <param name="allowed">The keys that mean something.</param>
    /// <exception cref="UserException">There is such a key.</exception>
    public void RefuseOtherKeysThan(IReadOnlyList<string> allowed)
    {
        if (Entries.FirstOrDefault(entry => !allowed.Contains(entry.Key.Text)) is not { Key: var key }) return;
        var where = Path.Length == 0 ? "" : $" in {Path}";
        throw new UserException($"{key.Place}: unknown key '{key.Text}'{where} (allowed: {string.Join(", ", allowed)}){NearestName.Hint(key.Text, allowed)}");
    }

    /// <inheritdoc/>
    public override JsonNode ToJson() => new JsonObject(Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, entry.Value.ToJson())));
}

/// <summary>A key of a section and its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
internal sealed record MappingEntry(ScalarNode Key, ConfigNode Value);
