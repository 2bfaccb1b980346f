using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Perturbations.Writing;

namespace EvalKit.Methods.Perturbations.Text;

/// <summary>
/// Punctuation: a word that ends in a mark of punctuation loses it, and one that ends in none gets one of . , ; : ? !. This
/// happens to 5, 10, 20, 35, 50 % of the words.
/// </summary>
[Plugin("punctuation", Source = "Karimi et al. 2021, AEDA (insertion); Rychalska et al. 2019, punctuation (removal); the shares are ours")]
public sealed record Punctuation : ITextPerturbation
{
    private const string Marks = ".,;:?!";

    private static readonly SeverityValues<double> Share = new(0.05, 0.1, 0.2, 0.35, 0.5);

    /// <inheritdoc/>
    public string Apply(string text, in TextContext context)
    {
        ArgumentNullException.ThrowIfNull(text);
        var share = Share[context.Severity];
        var words = Word.Split(text);
        var random = context.CreateRandom();
        var selection = new PlaceSelection(ref random, words.Count(word => word.Text.Length > 0), share);
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Text.Length == 0 || !selection.Next(ref random)) continue;
            var graphemes = Grapheme.Split(words[i].Text);
            words[i] = words[i] with
            {
                Text = Grapheme.IsPunctuation(graphemes[^1])
                    ? string.Concat(graphemes.AsSpan(..^1))
                    : words[i].Text + Marks[random.NextInt(Marks.Length)],
            };
        }

        return Word.Join(words);
    }
}
