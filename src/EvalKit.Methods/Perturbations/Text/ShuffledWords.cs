using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Perturbations.Writing;

namespace EvalKit.Methods.Perturbations.Text;

/// <summary>
/// Shuffled words: 10, 20, 35, 50, 100 % of the words (runs without white space) are put in a random order among their own
/// places; gaps stay. Some words may come to stand where they stood.
/// </summary>
[Plugin("shuffled-words", Source = "Wei and Zou 2019, EDA, random swap; Moradi and Samwald 2021, word order; the shares are ours")]
public sealed record ShuffledWords : ITextPerturbation
{
    private static readonly SeverityValues<double> Share = new(0.1, 0.2, 0.35, 0.5, 1);

    /// <inheritdoc/>
    public string Apply(string text, in TextContext context)
    {
        ArgumentNullException.ThrowIfNull(text);
        var share = Share[context.Severity];
        var words = Word.Split(text);
        var random = context.CreateRandom();
        var selection = new PlaceSelection(ref random, words.Count(word => word.Text.Length > 0), share);
        var places = new List<int>();
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Text.Length > 0 && selection.Next(ref random)) places.Add(i);
        }

        string[] chosen = [.. places.Select(place => words[place].Text)];
        random.Shuffle<string>(chosen);
        for (var i = 0; i < chosen.Length; i++) words[places[i]] = words[places[i]] with { Text = chosen[i] };
        return Word.Join(words);
    }
}
