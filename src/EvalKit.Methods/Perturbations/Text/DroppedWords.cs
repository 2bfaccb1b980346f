using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Perturbations.Writing;

namespace EvalKit.Methods.Perturbations.Text;

/// <summary>
/// Dropped words: 5, 10, 15, 20, 30 % of the words (runs without white space) are left out with the gap after them. A text of
/// one word keeps it.
/// </summary>
[Plugin("dropped-words", Source = "Wei and Zou 2019, EDA, random deletion; Moradi and Samwald 2021, deletion; the shares are ours")]
public sealed record DroppedWords : ITextPerturbation
{
    private static readonly SeverityValues<double> Share = new(0.05, 0.1, 0.15, 0.2, 0.3);

    /// <inheritdoc/>
    public string Apply(string text, in TextContext context)
    {
        ArgumentNullException.ThrowIfNull(text);
        var share = Share[context.Severity];
        var words = Word.Split(text);
        var count = words.Count(word => word.Text.Length > 0);
        var random = context.CreateRandom();
        if (count < 2) return text;
        var selection = new PlaceSelection(ref random, count, share);
        var kept = new List<Word>(words.Count);
        foreach (var word in words)
        {
            if (word.Text.Length == 0 || !selection.Next(ref random)) kept.Add(word);
        }

        // The text ends as before, without the gap that led to a last word that is gone.
        kept[^1] = kept[^1] with { Gap = words[^1].Gap };
        return Word.Join(kept);
    }
}
