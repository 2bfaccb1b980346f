using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Perturbations.Writing;

namespace EvalKit.Methods.Perturbations.Text;

/// <summary>
/// Character transposition: neighbouring letters or digits change places. Runs of them are cut into pairs, from the first or
/// the second by the toss of a coin; of the pairs of different characters 1, 2, 5, 10, 20 % are swapped.
/// </summary>
[Plugin("character-transposition", Source = "Belinkov and Bisk 2018, swap; Karpukhin et al. 2019, swap; the shares are ours")]
public sealed record CharacterTransposition : ITextPerturbation
{
    private static readonly SeverityValues<double> Share = new(0.01, 0.02, 0.05, 0.1, 0.2);

    /// <inheritdoc/>
    public string Apply(string text, in TextContext context)
    {
        ArgumentNullException.ThrowIfNull(text);
        var share = Share[context.Severity];
        var graphemes = Grapheme.Split(text);
        var random = context.CreateRandom();
        var pairs = new List<int>();
        for (var start = 0; start < graphemes.Length;)
        {
            var end = start;
            while (end < graphemes.Length && Grapheme.IsLetterOrDigit(graphemes[end])) end++;
            for (var first = start + random.NextInt(2); first + 1 < end; first += 2)
            {
                if (graphemes[first] != graphemes[first + 1]) pairs.Add(first);
            }

            start = end + 1;
        }

        var selection = new PlaceSelection(ref random, pairs.Count, share);
        foreach (var first in pairs)
        {
            if (selection.Next(ref random)) (graphemes[first], graphemes[first + 1]) = (graphemes[first + 1], graphemes[first]);
        }

        return string.Concat(graphemes);
    }
}
