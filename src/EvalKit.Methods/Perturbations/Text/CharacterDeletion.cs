using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Core.Randomness;
using EvalKit.Methods.Perturbations.Writing;

namespace EvalKit.Methods.Perturbations.Text;

/// <summary>Character deletion: 1, 2, 5, 10, 20 % of the letters and digits are left out.</summary>
[Plugin("character-deletion", Source = "Karpukhin et al. 2019, deletion; Rychalska et al. 2019, remove char; the shares are ours")]
public sealed record CharacterDeletion : ITextPerturbation
{
    private static readonly SeverityValues<double> Share = new(0.01, 0.02, 0.05, 0.1, 0.2);

    /// <inheritdoc/>
    public string Apply(string text, in TextContext context) => GraphemeEdit.Apply(
        text, Share[context.Severity], context, Grapheme.IsLetterOrDigit, (string _, ref RandomStream _) => "");
}
