using System.Text.Json.Nodes;

namespace EvalKit.Core.Configuration.Documents;

/// <summary>A list.</summary>
/// <param name="Place">Where it begins.</param>
/// <param name="Path">Its address from the root.</param>
/// <param name="Items">Its items.</param>
internal sealed record ListNode(SourcePlace Place, string Path, IReadOnlyList<ConfigNode> Items) : ConfigNode(Place, Path)
{
    /// <inheritdoc/>
    public override string Described => $"a list of {Items.Count}";

    /// <inheritdoc/>
    public override JsonNode ToJson() => new JsonArray([.. Items.Select(item => item.ToJson())]);
}
