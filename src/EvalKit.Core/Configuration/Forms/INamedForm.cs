using EvalKit.Core.Configuration.Documents;

namespace EvalKit.Core.Configuration.Forms;

/// <summary>A form whose values have names, which must differ within a list.</summary>
internal interface INamedForm
{
    /// <summary>The name of a value that was bound already.</summary>
    string NameOf(ConfigNode node);
}
