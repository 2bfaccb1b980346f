using EvalKit.Core.Comparison;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Comparisons;
using Spectre.Console;

namespace EvalKit.Cli.Terminal;

/// <summary>What <c>evalkit compare</c> prints: for each source a row a quality, then the claims with their verdicts.</summary>
internal static class CompareView
{
    private const int MostTold = 3;
    private const int MostFront = 8;
    private const string Gap = "  ";

    private static readonly Style Strong = new(decoration: Decoration.Bold);
    private static readonly Style Faint = new(foreground: Color.Grey);

    /// <summary>Writes the comparisons to standard output.</summary>
    public static void Write(IReadOnlyList<SizeComparison> comparisons) =>
        Write(TerminalConsole.Create(Console.Out, Console.IsOutputRedirected), comparisons);

    /// <summary>Writes the comparisons to a console.</summary>
    public static void Write(IAnsiConsole console, IReadOnlyList<SizeComparison> comparisons)
    {
        var width = Math.Min(TerminalConsole.Width, console.Profile.Width);
        var text = new StyledText();
        foreach (var comparison in comparisons)
        {
            if (comparison != comparisons[0]) text.EndLine();
            text.Add(comparison.Source, Strong).Add("   " + string.Join("   ", ComparisonTable.Summary(comparison))).EndLine();
            if (comparison.Claims.Count > 0) text.Add(ComparisonTable.Answer(comparison)).EndLine();
            text.EndLine();
            Table(text, comparison, width);
            Others(text, comparison, width);
            Fronts(text, comparison, width);
            Claims(text, comparison.Claims, width);
        }

        console.Write(text);
    }

    private static void Table(StyledText text, SizeComparison comparison, int width)
    {
        if (comparison.Sizes.Count == 0) return;
        var rows = ComparisonTable.Rows(comparison, comparison.Sizes[0].Id);
        string[][] all = [[.. ComparisonTable.Headings], .. rows];
        var columns = Enumerable.Range(0, all[0].Length).Where(column => column < 2 || rows.Any(row => row[column].Length > 0)).ToArray();
        var widths = columns.Select(column => all.Max(row => row[column].GetCellWidth())).ToArray();
        widths[0] = Math.Max(10, Math.Min(widths[0], width - widths[1..].Sum() - (Gap.Length * (columns.Length - 1))));
        foreach (var row in all)
        {
            var style = row == all[0] ? Faint : (Style?)null;
            for (var i = 0; i < columns.Length; i++)
            {
                var cell = i == 0 ? StyledText.Shortened(row[columns[i]], widths[i]) : row[columns[i]];
                text.Add((i > 0 ? Gap : "") + cell + new string(' ', widths[i] - cell.GetCellWidth()), style);
            }

            text.EndLine();
        }

        foreach (var line in ComparisonTable.Legend) text.Wrap(Words(line), width, Faint);
        foreach (var note in comparison.Notes) text.Wrap(Words(note), width, Faint);
    }

    private static void Others(StyledText text, SizeComparison comparison, int width)
    {
        foreach (var size in comparison.Sizes.Skip(1))
        {
            var rows = ComparisonTable.Rows(comparison, size.Id);
            text.Wrap(Words($"By {size.Title}: {string.Join(", ", rows.Select(row => $"{row[0]} {row[1]}"))}"), width);
        }
    }

    private static void Fronts(StyledText text, SizeComparison comparison, int width)
    {
        if (comparison.Sizes.Count == 0) return;
        foreach (var relation in comparison.Relations.Where(one => one.Size == comparison.Sizes[0].Id && one.Front.Count > 0).DistinctBy(one => one.Axis))
        {
            var more = relation.Front.Count > MostFront ? $", … {relation.Front[^1]}" : "";
            text.Wrap(Words($"Pareto front of {comparison.Sizes[0].Title} and {relation.Info.Title}: {string.Join(", ", relation.Front.Take(MostFront))}{more}"), width);
        }
    }

    // A claim on many qualities is told in a line a verdict: the table has the figures.
    private static void Claims(StyledText text, IReadOnlyList<Claim> claims, int width)
    {
        foreach (var group in claims.GroupBy(claim => claim.Statement.Split(": ")[0]))
        {
            text.EndLine();
            if (group.Count() <= MostTold)
            {
                foreach (var claim in group) Told(text, claim, width);
                continue;
            }

            text.Add(group.Key, Strong).EndLine();
            foreach (var verdict in group.GroupBy(claim => claim.Verdict).OrderBy(one => one.Key))
            {
                text.Add(Name(verdict.Key), Colour(verdict.Key));
                text.Wrap(Words(string.Join(", ", verdict.Select(claim => claim.Statement.Split(": ")[^1]))), width, indent: 2);
            }

            if (group.Select(claim => claim.WouldDecide).OfType<string>().Distinct().ToList() is [var needed])
                text.Wrap(Words($"Would decide: {needed}."), width, Faint, indent: 2);
        }
    }

    private static void Told(StyledText text, Claim claim, int width)
    {
        text.Add(Name(claim.Verdict), Colour(claim.Verdict)).Add(claim.Statement, Strong).EndLine();
        text.Wrap(Words(claim.Evidence), width, indent: 2);
        if (claim.WouldDecide is { } needed) text.Wrap(Words($"Would decide: {needed}."), width, Faint, indent: 2);
    }

    private static string Name(ClaimVerdict verdict) => verdict switch
    {
        ClaimVerdict.Supported => "✓ supported     ",
        ClaimVerdict.Contradicted => "✗ contradicted  ",
        _ => "? undecided     ",
    };

    private static Style Colour(ClaimVerdict verdict) => new(foreground: verdict switch
    {
        ClaimVerdict.Supported => Color.Green,
        ClaimVerdict.Contradicted => Color.Red,
        _ => Color.Yellow,
    });

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
