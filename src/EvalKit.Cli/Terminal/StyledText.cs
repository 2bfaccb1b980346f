using Spectre.Console;
using Spectre.Console.Rendering;

namespace EvalKit.Cli.Terminal;

/// <summary>Lines that are laid out already: shown as they are, never wrapped or cut.</summary>
internal sealed class StyledText : Renderable
{
    private readonly List<Segment> _segments = [];

    /// <summary>Appends text to the current line. Control characters, which could command the terminal, become <c>?</c>.</summary>
    public StyledText Add(string text, Style? style = null)
    {
        if (text.Length > 0)
            _segments.Add(new Segment(Harmless(text), style ?? Style.Plain));
        return this;
    }

    /// <summary>Ends the current line.</summary>
    public StyledText EndLine()
    {
        // Blanks at a line's end would show up in what is copied or compared.
        while (_segments.Count > 0 && !_segments[^1].IsLineBreak)
        {
            var last = _segments[^1];
            _segments.RemoveAt(_segments.Count - 1);
            if (last.Text.TrimEnd() is { Length: > 0 } rest)
            {
                _segments.Add(new Segment(rest, last.Style));
                break;
            }
        }

        _segments.Add(Segment.LineBreak);
        return this;
    }

    /// <summary>
    /// Appends words and ends the line, breaking lines between words; a word that is too long has a line of its own. No words, no line.
    /// </summary>
    /// <param name="words">The words.</param>
    /// <param name="width">The most cells of a line.</param>
    /// <param name="style">The style of all of them.</param>
    /// <param name="separator">What stands between two words on a line.</param>
    /// <param name="indent">The blanks before each line.</param>
    public StyledText Wrap(IReadOnlyList<string> words, int width, Style? style = null, string separator = " ", int indent = 0)
    {
        var used = 0;
        foreach (var word in words)
        {
            var length = word.GetCellWidth();
            if (used > 0 && used + separator.Length + length > width)
            {
                EndLine();
                used = 0;
            }

            var before = used > 0 ? separator : new string(' ', indent);
            Add(before + word, style);
            used += before.Length + length;
        }

        return words.Count > 0 ? EndLine() : this;
    }

    /// <summary>Shortens a text to a width by an ellipsis in its middle, so that its start and end still tell it apart.</summary>
    public static string Shortened(string text, int width)
    {
        if (text.GetCellWidth() <= width)
            return text;

        var (head, tail) = (text.Length, 0);
        while (head > 0 && text[..head].GetCellWidth() > width / 2)
            head--;
        while (tail < text.Length - head && text[^(tail + 1)..].GetCellWidth() <= width - 1 - text[..head].GetCellWidth())
            tail++;
        return $"{text[..head]}…{text[^tail..]}";
    }

    /// <inheritdoc/>
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => _segments;

    private static string Harmless(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(symbol => char.IsControl(symbol) ? '?' : symbol)) : text;
}
