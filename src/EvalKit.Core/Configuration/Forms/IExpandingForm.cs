using EvalKit.Core.Configuration.Documents;

namespace EvalKit.Core.Configuration.Forms;

/// <summary>A form of which one written item of a list may stand for several.</summary>
internal interface IExpandingForm
{
    /// <summary>The items that a written one stands for; as a rule itself alone.</summary>
    /// <exception cref="Errors.UserException">It stands for items that cannot be made.</exception>
    IEnumerable<ConfigNode> Expand(ConfigNode node);
}
