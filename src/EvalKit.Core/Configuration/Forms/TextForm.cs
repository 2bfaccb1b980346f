using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EvalKit.Core.Configuration.Documents;

namespace EvalKit.Core.Configuration.Forms;

/// <summary>Text that is not empty.</summary>
/// <param name="pattern">What the whole text must match, or null.</param>
internal sealed class TextForm(string? pattern) : ValueForm
{
    /// <inheritdoc/>
    public override string Allowed => pattern is null ? "text" : $"text of the form {pattern}";

    /// <inheritdoc/>
    public override object Read(ConfigNode node)
    {
        if (node is not ScalarNode scalar || scalar.Kind == ScalarKind.Nothing) throw Refuse(node);
        if (scalar.Kind != ScalarKind.Text) throw Refuse(node, " without quotes, which is no text");
        if (scalar.Text.Length == 0 || (pattern is not null && Regex.Match(scalar.Text, pattern).Length != scalar.Text.Length)) throw Refuse(node);
        return scalar.Text;
    }

    /// <inheritdoc/>
    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = "string", ["minLength"] = 1 };
        if (pattern is not null) schema["pattern"] = pattern;
        return schema;
    }
}
