using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Core.Randomness;
using EvalKit.Methods.Perturbations.Writing;

namespace EvalKit.Methods.Perturbations.Text;

/// <summary>
/// Letter case: small letters become large and large ones small, for 5, 10, 20, 35, 50 % of the letters that have both.
/// </summary>
[Plugin("letter-case", Source = "Moradi and Samwald 2021, letter case changing; Dhole et al. 2021, NL-Augmenter, random upper; the shares are ours")]
public sealed record LetterCase : ITextPerturbation
{
    private static readonly SeverityValues<double> Share = new(0.05, 0.1, 0.2, 0.35, 0.5);

    /// <inheritdoc/>
    public string Apply(string text, in TextContext context) => GraphemeEdit.Apply(
        text,
        Share[context.Severity],
        context,
        grapheme => Other(grapheme) != grapheme,
        (string grapheme, ref RandomStream _) => Other(grapheme));

    private static string Other(string grapheme) =>
        grapheme.ToUpperInvariant() is var upper && upper != grapheme ? upper : grapheme.ToLowerInvariant();
}
