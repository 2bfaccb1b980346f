using System.Text.Json.Nodes;
using EvalKit.Core.Configuration.Documents;
using EvalKit.Core.Errors;

namespace EvalKit.Core.Configuration.Forms;

/// <summary>
/// What values a key takes. The binder and the JSON Schema are both made from it, so that they cannot disagree.
/// </summary>
internal abstract class ValueForm
{
    /// <summary>The allowed values in words, such as <c>a whole number from 1 to 5</c>.</summary>
    public abstract string Allowed { get; }

    /// <summary>Binds a value.</summary>
    /// <exception cref="UserException">The value is none of the allowed ones.</exception>
    public abstract object Read(ConfigNode node);

    /// <summary>The allowed values as JSON Schema (draft 7).</summary>
    public abstract JsonObject Schema();

    /// <summary>The error that tells what was found and what is allowed.</summary>
    protected UserException Refuse(ConfigNode node, string hint = "") => node.Error($"found {node.Described}{hint}; allowed: {Allowed}");
}
