using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Core.Randomness;
using EvalKit.Methods.Perturbations.Writing;

namespace EvalKit.Methods.Perturbations.Text;

/// <summary>
/// Character insertion: after letters and digits a further one is set, drawn from the text's own, so that it has the text's
/// script. It follows 1, 2, 5, 10, 20 % of the letters and digits.
/// </summary>
[Plugin("character-insertion", Source = "Karpukhin et al. 2019, insertion; nlpaug, RandomCharAug; the shares are ours")]
public sealed record CharacterInsertion : ITextPerturbation
{
    private static readonly SeverityValues<double> Share = new(0.01, 0.02, 0.05, 0.1, 0.2);

    /// <inheritdoc/>
    public string Apply(string text, in TextContext context)
    {
        string[] letters = [.. Grapheme.Split(text).Where(Grapheme.IsLetterOrDigit)];
        return GraphemeEdit.Apply(
            text,
            Share[context.Severity],
            context,
            Grapheme.IsLetterOrDigit,
            (string grapheme, ref RandomStream random) => grapheme + letters[random.NextInt(letters.Length)]);
    }
}
