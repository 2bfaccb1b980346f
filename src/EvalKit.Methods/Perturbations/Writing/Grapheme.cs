using System.Globalization;
using System.Text;

namespace EvalKit.Methods.Perturbations.Writing;

/// <summary>Grapheme clusters: what a reader takes for one character (Unicode Standard Annex 29).</summary>
internal static class Grapheme
{
    /// <summary>The grapheme clusters of a text, in its order; joined they give the text again.</summary>
    public static string[] Split(string text)
    {
        var starts = StringInfo.ParseCombiningCharacters(text);
        var graphemes = new string[starts.Length];
        for (var i = 0; i < starts.Length; i++)
            graphemes[i] = text[starts[i]..(i + 1 < starts.Length ? starts[i + 1] : text.Length)];
        return graphemes;
    }

    /// <summary>Whether it is a letter of any script, marks upon it included.</summary>
    public static bool IsLetter(string grapheme) => Rune.IsLetter(First(grapheme));

    /// <summary>Whether it is a letter or a decimal digit of any script.</summary>
    public static bool IsLetterOrDigit(string grapheme) => Rune.IsLetterOrDigit(First(grapheme));

    /// <summary>Whether it is white space, line breaks included.</summary>
    public static bool IsWhiteSpace(string grapheme) => Rune.IsWhiteSpace(First(grapheme));

    /// <summary>Whether it is a mark of punctuation.</summary>
    public static bool IsPunctuation(string grapheme) => Rune.IsPunctuation(First(grapheme));

    // Half of a surrogate pair counts as the replacement character, which is neither letter nor space.
    private static Rune First(string grapheme) =>
        Rune.DecodeFromUtf16(grapheme, out var rune, out _) == System.Buffers.OperationStatus.Done ? rune : Rune.ReplacementChar;
}
