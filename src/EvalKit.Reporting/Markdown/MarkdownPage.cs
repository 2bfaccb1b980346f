using System.Text;

namespace EvalKit.Reporting.Markdown;

/// <summary>A page of Markdown under construction; every text is escaped.</summary>
internal sealed class MarkdownPage
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds a heading.</summary>
    public void Heading(int level, string text) => Block($"{new string('#', level)} {Escaped(text)}");

    /// <summary>Adds a paragraph.</summary>
    public void Paragraph(string text) => Block(Escaped(text));

    /// <summary>Adds a heading with a table, or nothing where there are no rows.</summary>
    public void Section(string title, IReadOnlyList<string> headings, IEnumerable<IEnumerable<string>> rows)
    {
        if (!rows.Any())
            return;

        Heading(2, title);
        Table(headings, rows);
    }

    /// <summary>Adds a table whose first column is text and whose others are aligned right where all their cells are figures.</summary>
    public void Table(IReadOnlyList<string> headings, IEnumerable<IEnumerable<string>> rows)
    {
        string[][] cells = [.. rows.Select(row => row.Select(Escaped).ToArray())];
        var rules = headings.Select((_, column) =>
            column > 0 && Array.TrueForAll(cells, row => row[column].Length == 0 || IsFigure(row[column])) ? "---:" : "---");
        Block(string.Join('\n', cells.Prepend([.. rules]).Prepend([.. headings.Select(Escaped)]).Select(row => $"| {string.Join(" | ", row)} |")));
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private static bool IsFigure(string cell) => char.IsAsciiDigit(cell[0]) || cell[0] is '−' || cell.StartsWith("n/a", StringComparison.Ordinal);

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var symbol in text)
        {
            _ = symbol switch
            {
                '\r' or '\n' => escaped.Append(' '),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '\\' or '|' or '*' or '`' or '[' or ']' => escaped.Append('\\').Append(symbol),
                _ => escaped.Append(symbol),
            };
        }

        return escaped.ToString();
    }

    private void Block(string text) => _text.Append(_text.Length == 0 ? "" : "\n").Append(text).Append('\n');
}
