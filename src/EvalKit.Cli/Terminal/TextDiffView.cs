using System.Globalization;
using EvalKit.Data.Decoding;
using Spectre.Console;

namespace EvalKit.Cli.Terminal;

/// <summary>What perturbations do to a text: a line a severity, with what was removed and added; marks [-x-]{+y+} without colour.</summary>
internal static class TextDiffView
{
    // A longer text is shown up to here.
    private const int MostCharacters = 2000;

    private static readonly Style Removed = new(foreground: Color.Red, decoration: Decoration.Strikethrough);
    private static readonly Style Added = new(foreground: Color.Green, decoration: Decoration.Underline);
    private static readonly Style Faint = new(foreground: Color.Grey);

    /// <summary>Writes the differences to a console.</summary>
    /// <param name="console">The console; whether it has colour decides the form.</param>
    /// <param name="text">The clean text.</param>
    /// <param name="perturbed">Each kind's texts, kind by kind.</param>
    public static void Write(IAnsiConsole console, StoredText text, IEnumerable<(string Kind, int Severity, string Text)> perturbed)
    {
        var isPlain = console.Profile.Capabilities.ColorSystem == ColorSystem.NoColors;
        var isLong = text.Text.Length > MostCharacters;
        var clean = isLong ? Start(text.Text, MostCharacters) : text.Text.TrimEnd('\r', '\n');
        var kind = "";
        foreach (var one in perturbed)
        {
            var lines = new StyledText();
            if (one.Kind != kind) lines.Add($"  {kind = one.Kind}").EndLine();
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"    {one.Severity}  "), Faint);
            // Of a text that is cut short, what follows the cut must not count as added.
            var parts = TextDiff.Of(clean, isLong ? Start(one.Text, MostCharacters + (MostCharacters / 2)) : one.Text.TrimEnd('\r', '\n'));
            foreach (var part in isLong && parts[^1].Change > 0 ? parts.SkipLast(1) : parts) Add(lines, part, isPlain);
            console.Write(lines.Add(isLong ? "…" : "", Faint).EndLine());
        }
    }

    private static string Start(string text, int length) =>
        text.Length <= length ? text : new StringInfo(text).SubstringByTextElements(0, Math.Min(length, new StringInfo(text).LengthInTextElements));

    private static void Add(StyledText lines, DiffPart part, bool isPlain)
    {
        var (style, start, end) = part.Change switch
        {
            < 0 => (Removed, "[-", "-]"),
            > 0 => (Added, "{+", "+}"),
            _ => (Style.Plain, "", ""),
        };
        if (isPlain) lines.Add(start);
        var stretches = part.Text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < stretches.Length; i++)
        {
            if (i > 0) lines.EndLine().Add("       ");
            lines.Add(stretches[i], isPlain ? Style.Plain : style);
        }

        if (isPlain) lines.Add(end);
    }
}
