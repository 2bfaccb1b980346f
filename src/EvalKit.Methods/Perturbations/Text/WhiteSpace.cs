using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Perturbations.Writing;

namespace EvalKit.Methods.Perturbations.Text;

/// <summary>
/// White space: a gap between two words is lost, doubled, or slips by one character into the word before or after it, each
/// equally likely. Changed are 5, 10, 20, 35, 50 % of the gaps.
/// </summary>
[Plugin("white-space", Source = "Dhole et al. 2021, NL-Augmenter, whitespace perturbation; Rychalska et al. 2019, remove space; the slips and the shares are ours")]
public sealed record WhiteSpace : ITextPerturbation
{
    private static readonly SeverityValues<double> Share = new(0.05, 0.1, 0.2, 0.35, 0.5);

    /// <inheritdoc/>
    public string Apply(string text, in TextContext context)
    {
        ArgumentNullException.ThrowIfNull(text);
        var share = Share[context.Severity];
        var words = Word.Split(text);
        var random = context.CreateRandom();
        var selection = new PlaceSelection(ref random, Math.Max(words.Count - 1, 0), share);
        for (var i = 0; i + 1 < words.Count; i++)
        {
            if (!selection.Next(ref random)) continue;
            var (word, next) = (words[i], words[i + 1]);
            switch (random.NextInt(4))
            {
                case 0:
                    words[i] = word with { Gap = "" };
                    break;
                case 1:
                    words[i] = word with { Gap = word.Gap + word.Gap };
                    break;
                case 2 when Grapheme.Split(word.Text) is [.. var start, var last]:
                    words[i] = new(string.Concat(start), word.Gap + last);
                    break;
                case var _ when Grapheme.Split(next.Text) is [var first, .. var rest]:
                    // What slipped into the gap stays there, whatever happens to the next gap.
                    words[i] = new(word.Text + first, word.Gap);
                    words[i + 1] = next with { Text = string.Concat(rest) };
                    break;
            }
        }

        return Word.Join(words);
    }
}
