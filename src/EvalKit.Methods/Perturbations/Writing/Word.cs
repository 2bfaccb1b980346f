using System.Text;

namespace EvalKit.Methods.Perturbations.Writing;

/// <summary>A word: a run without white space, with the white space that follows it.</summary>
/// <param name="Text">The word, empty only for white space at a text's beginning.</param>
/// <param name="Gap">The white space after it, empty at a text's end.</param>
internal readonly record struct Word(string Text, string Gap)
{
    /// <summary>The words of a text; joined they give the text again. Scripts that set no blanks between words have few.</summary>
    public static List<Word> Split(string text)
    {
        var words = new List<Word>();
        var (word, gap) = (new StringBuilder(), new StringBuilder());
        foreach (var grapheme in Grapheme.Split(text))
        {
            if (Grapheme.IsWhiteSpace(grapheme))
            {
                gap.Append(grapheme);
                continue;
            }

            if (gap.Length > 0) Add();
            word.Append(grapheme);
        }

        if (word.Length + gap.Length > 0) Add();
        return words;

        void Add()
        {
            words.Add(new(word.ToString(), gap.ToString()));
            word.Clear();
            gap.Clear();
        }
    }

    /// <summary>Joins words to a text.</summary>
    public static string Join(IEnumerable<Word> words) => string.Concat(words.Select(word => word.Text + word.Gap));
}
