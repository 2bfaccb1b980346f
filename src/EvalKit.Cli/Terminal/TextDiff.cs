using System.Globalization;

namespace EvalKit.Cli.Terminal;

/// <summary>
/// What changed between two texts: first by words, then within changed words by characters (grapheme clusters), each time by
/// a longest common subsequence (Wagner and Fischer 1974).
/// </summary>
internal static class TextDiff
{
    // Above, the table of one comparison would take more than 16 MiB.
    private const int MostCells = 4_000_000;

    /// <summary>The parts in the order of the texts: kept and removed ones give the old text, kept and added ones the new.</summary>
    public static IReadOnlyList<DiffPart> Of(string old, string changed)
    {
        var parts = new List<DiffPart>();
        var (removed, added, gap) = ("", "", "");
        foreach (var part in Compare(Words(old), Words(changed)))
        {
            // A gap between changed words may itself have moved, so it is looked at with them.
            if (part.Change == 0 && string.IsNullOrWhiteSpace(part.Text) && removed.Length + added.Length > 0)
            {
                gap += part.Text;
                continue;
            }

            if (part.Change == 0) Flush();
            else (removed, added, gap) = (removed + gap + (part.Change < 0 ? part.Text : ""), added + gap + (part.Change > 0 ? part.Text : ""), "");
            if (part.Change == 0) Add(parts, part);
        }

        Flush();
        return parts;

        void Flush()
        {
            foreach (var part in WithinWords(removed, added)) Add(parts, part);
            if (gap.Length > 0) Add(parts, new(0, gap));
            (removed, added, gap) = ("", "", "");
        }
    }

    // Words that share less than half of their characters are easier to read as a whole.
    private static List<DiffPart> WithinWords(string removed, string added)
    {
        var (old, changed) = (Characters(removed), Characters(added));
        var fine = Compare(old, changed);
        return 2 * fine.Count(part => part.Change == 0) >= Math.Max(old.Length, changed.Length)
            ? fine
            : [.. new DiffPart[] { new(-1, removed), new(1, added) }.Where(part => part.Text.Length > 0)];
    }

    private static List<DiffPart> Compare(string[] old, string[] changed)
    {
        if ((long)(old.Length + 1) * (changed.Length + 1) > MostCells)
            return [.. old.Select(unit => new DiffPart(-1, unit)), .. changed.Select(unit => new DiffPart(1, unit))];
        var common = new int[old.Length + 1, changed.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = changed.Length - 1; j >= 0; j--)
                common[i, j] = old[i] == changed[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        var parts = new List<DiffPart>();
        for (var (i, j) = (0, 0); i < old.Length || j < changed.Length;)
        {
            if (i < old.Length && j < changed.Length && old[i] == changed[j])
            {
                parts.Add(new(0, old[i]));
                (i, j) = (i + 1, j + 1);
            }
            else if (j == changed.Length || (i < old.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                parts.Add(new(-1, old[i++]));
            }
            else
            {
                parts.Add(new(1, changed[j++]));
            }
        }

        return parts;
    }

    // Joins neighbours of one sort.
    private static void Add(List<DiffPart> parts, DiffPart part)
    {
        if (parts is [.., var last] && last.Change == part.Change) parts[^1] = last with { Text = last.Text + part.Text };
        else parts.Add(part);
    }

    private static string[] Characters(string text)
    {
        var starts = StringInfo.ParseCombiningCharacters(text);
        return [.. starts.Select((start, i) => text[start..(i + 1 < starts.Length ? starts[i + 1] : text.Length)])];
    }

    // Words and the white space between them by turns.
    private static string[] Words(string text)
    {
        var words = new List<string>();
        var wasSpace = false;
        foreach (var character in Characters(text))
        {
            var isSpace = char.IsWhiteSpace(character[0]);
            if (words.Count > 0 && isSpace == wasSpace) words[^1] += character;
            else words.Add(character);
            wasSpace = isSpace;
        }

        return [.. words];
    }
}
