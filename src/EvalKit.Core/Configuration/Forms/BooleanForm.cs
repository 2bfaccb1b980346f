using System.Text.Json.Nodes;
using EvalKit.Core.Configuration.Documents;

namespace EvalKit.Core.Configuration.Forms;

/// <summary><c>true</c> or <c>false</c>, and none of YAML 1.1's other words for them.</summary>
internal sealed class BooleanForm : ValueForm
{
    /// <inheritdoc/>
    public override string Allowed => "true or false";

    /// <inheritdoc/>
    public override object Read(ConfigNode node) => node switch
    {
        ScalarNode { IsQuoted: false, Text: "true" } => true,
        ScalarNode { IsQuoted: false, Text: "false" } => false,
        _ => throw Refuse(node),
    };

    /// <inheritdoc/>
    public override JsonObject Schema() => new() { ["type"] = "boolean" };
}
