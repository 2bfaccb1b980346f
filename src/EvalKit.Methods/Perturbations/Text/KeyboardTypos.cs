using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Perturbations.Writing;

namespace EvalKit.Methods.Perturbations.Text;

/// <summary>
/// Keyboard typos: letters and digits are replaced by one on a key beside theirs on the US keyboard, case kept. Changed are
/// 1, 2, 5, 10, 20 % of the letters a to z and digits; other letters stay.
/// </summary>
[Plugin("keyboard-typos", Source = "Belinkov and Bisk 2018, keyboard typo; Rychalska et al. 2019, qwerty; the shares are ours")]
public sealed record KeyboardTypos : ITextPerturbation
{
    private static readonly SeverityValues<double> Share = new(0.01, 0.02, 0.05, 0.1, 0.2);

    /// <inheritdoc/>
    public string Apply(string text, in TextContext context) =>
        GraphemeEdit.Apply(text, Share[context.Severity], context, Keyboard.Neighbours.Knows, Keyboard.Neighbours.Draw);
}
