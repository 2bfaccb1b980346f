using System.Text;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Randomness;

namespace EvalKit.Methods.Perturbations.Writing;

/// <summary>Replaces a share of those grapheme clusters of a text that a perturbation can change.</summary>
internal static class GraphemeEdit
{
    /// <summary>What stands in place of a grapheme cluster.</summary>
    public delegate string Replacement(string grapheme, ref RandomStream random);

    /// <summary>Edits a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="share">The share of the clusters that can be changed, from 0 to 1; the places are chosen by <see cref="PlaceSelection"/>.</param>
    /// <param name="context">Gives the random stream.</param>
    /// <param name="canChange">Whether a cluster can be changed.</param>
    /// <param name="replace">Changes a chosen cluster.</param>
    public static string Apply(string text, double share, in TextContext context, Func<string, bool> canChange, Replacement replace)
    {
        var graphemes = Grapheme.Split(text);
        var random = context.CreateRandom();
        var selection = new PlaceSelection(ref random, graphemes.Count(canChange), share);
        var result = new StringBuilder(text.Length);
        foreach (var grapheme in graphemes)
            result.Append(canChange(grapheme) && selection.Next(ref random) ? replace(grapheme, ref random) : grapheme);
        return result.ToString();
    }
}
