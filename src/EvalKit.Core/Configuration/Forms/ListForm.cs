using System.Text.Json.Nodes;
using EvalKit.Core.Configuration.Documents;

namespace EvalKit.Core.Configuration.Forms;

/// <summary>A list of values of one form.</summary>
/// <param name="itemType">The type of an item.</param>
/// <param name="item">The form of an item.</param>
/// <param name="minimum">The least number of items.</param>
/// <param name="maximum">The largest number of items, or null.</param>
/// <param name="isDistinct">Whether no item may stand twice.</param>
internal sealed class ListForm(Type itemType, ValueForm item, int minimum, int? maximum, bool isDistinct) : ValueForm
{
    /// <inheritdoc/>
    public override string Allowed
    {
        get
        {
            var count = (minimum, maximum) switch
            {
                (0, null) => "",
                (_, null) => $" of at least {minimum}",
                _ when minimum == maximum => $" of {minimum}",
                _ => $" of {minimum} to {maximum}",
            };
            return $"a list{count}, each {item.Allowed}{(isDistinct ? ", none twice" : "")}";
        }
    }

    /// <inheritdoc/>
    public override object Read(ConfigNode node)
    {
        if (node is not ListNode list) throw Refuse(node);
        if (list.Items.Count < minimum || list.Items.Count > maximum) throw Refuse(node);
        var nodes = item is IExpandingForm several ? [.. list.Items.SelectMany(several.Expand)] : list.Items;
        var items = Array.CreateInstance(itemType, nodes.Count);
        for (var i = 0; i < items.Length; i++) items.SetValue(item.Read(nodes[i]), i);
        RefuseTwins(nodes, items);
        return items;
    }

    /// <inheritdoc/>
    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = item.Schema() };
        if (minimum > 0) schema["minItems"] = minimum;
        if (maximum is not null) schema["maxItems"] = maximum;
        if (isDistinct) schema["uniqueItems"] = true;
        return schema;
    }

    private void RefuseTwins(IReadOnlyList<ConfigNode> nodes, Array items)
    {
        var named = item as INamedForm;
        if (!isDistinct && named is null) return;
        var seen = new Dictionary<object, ConfigNode>();
        foreach (var (node, value) in nodes.Zip(items.Cast<object>()))
        {
            var identity = named?.NameOf(node) ?? value;
            if (!seen.TryAdd(identity, node))
                throw node.Error($"{identity} stands twice (first at {seen[identity].Place}){(named is null ? "" : "; give each its own 'name'")}");
        }
    }
}
