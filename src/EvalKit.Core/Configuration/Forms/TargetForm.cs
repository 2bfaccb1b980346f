using System.Text.Json.Nodes;
using EvalKit.Core.Configuration.Documents;

namespace EvalKit.Core.Configuration.Forms;

/// <summary>The class that is explained: <c>predicted</c>, <c>label</c>, or a number.</summary>
internal sealed class TargetForm : ValueForm
{
    private static readonly IntegerForm Class = new(typeof(int), 0, int.MaxValue);

    /// <inheritdoc/>
    public override string Allowed => "predicted, label, or a class by its number from 0";

    /// <inheritdoc/>
    public override object Read(ConfigNode node) => node switch
    {
        ScalarNode { Kind: ScalarKind.Number } => new ExplanationTarget(ExplanationTargetKind.Class, (int)Class.Read(node)),
        ScalarNode { Text: "predicted" } => new ExplanationTarget(ExplanationTargetKind.Predicted),
        ScalarNode { Text: "label" } => new ExplanationTarget(ExplanationTargetKind.Label),
        _ => throw Refuse(node),
    };

    /// <inheritdoc/>
    public override JsonObject Schema() => new()
    {
        ["oneOf"] = new JsonArray(new JsonObject { ["enum"] = new JsonArray("predicted", "label") }, Class.Schema()),
    };
}
