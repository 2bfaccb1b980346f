using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Perturbations.Writing;

namespace EvalKit.Methods.Perturbations.Text;

/// <summary>Doubled words: 5, 10, 15, 20, 30 % of the words (runs without white space) are written twice.</summary>
[Plugin("doubled-words", Source = "Moradi and Samwald 2021, repetition; the shares are ours")]
public sealed record DoubledWords : ITextPerturbation
{
    private static readonly SeverityValues<double> Share = new(0.05, 0.1, 0.15, 0.2, 0.3);

    /// <inheritdoc/>
    public string Apply(string text, in TextContext context)
    {
        ArgumentNullException.ThrowIfNull(text);
        var share = Share[context.Severity];
        var words = Word.Split(text);
        var random = context.CreateRandom();
        var selection = new PlaceSelection(ref random, words.Count(word => word.Text.Length > 0), share);
        var result = new List<Word>(words.Count);
        foreach (var word in words)
        {
            if (word.Text.Length > 0 && selection.Next(ref random)) result.Add(word with { Gap = " " });
            result.Add(word);
        }

        return Word.Join(result);
    }
}
