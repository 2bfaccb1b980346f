using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Figures;
using Spectre.Console;

namespace EvalKit.Cli.Terminal;

/// <summary>The scorecard's rows, aligned: numbers at the right, intervals below each other, marks in a column of their own.</summary>
internal sealed class ScorecardTable
{
    private const string Gap = "  ";
    private const string Rule = " │ ";
    private const int LeastName = 8;
    private const int MostReasons = 6;

    private readonly Report _report;
    private readonly Column[][] _groups;
    private readonly int _nameWidth;
    private readonly List<string> _reasons = [];

    /// <summary>Lays the table out.</summary>
    /// <param name="report">The report.</param>
    /// <param name="width">The most cells that a line may take; model names are shortened to fit it.</param>
    public ScorecardTable(Report report, int width)
    {
        _report = report;
        var columns = ScorecardColumns.Of(report);
        _groups = [.. new[] { Columns(columns.Size), Columns(columns.Quality), Columns(columns.Speed) }.Where(group => group.Length > 0)];
        var rest = _groups.Sum(group => group.Sum(column => column.Width + Gap.Length) - Gap.Length + Rule.Length);
        var longest = report.Models.Select(model => model.Name.GetCellWidth()).Append("model".Length).Max();
        _nameWidth = Math.Clamp(longest, LeastName, Math.Max(LeastName, width - rest));
    }

    /// <summary>What the marks that occur mean.</summary>
    public IEnumerable<string> Marks
    {
        get
        {
            var marks = _groups.SelectMany(group => group).SelectMany(column => column.Marks).ToHashSet();
            if (marks.Contains("★"))
                yield return "★ best";
            if (marks.Contains("≈"))
                yield return "≈ cannot be told from the best (paired, Holm, 95 %)";
        }
    }

    /// <summary>Why figures are missing, numbered as in the table.</summary>
    public IEnumerable<string> Footnotes => _reasons.Count <= MostReasons
        ? _reasons.Select((reason, index) => $"{Superscript(index + 1)} {reason}")
        : _reasons.Take(MostReasons).Select((reason, index) => $"{Superscript(index + 1)} {reason}")
            .Append($"and {_reasons.Count - MostReasons} more reasons in the report");

    /// <summary>Writes the heading and a row a model.</summary>
    public void Write(StyledText text, Style strong, Style faint, Style best)
    {
        text.Add("model".PadRight(_nameWidth), faint);
        Line(text, faint, column => (column.Heading, faint));
        for (var row = 0; row < _report.Models.Count; row++)
        {
            var name = StyledText.Shortened(_report.Models[row].Name, _nameWidth);
            text.Add(name + new string(' ', _nameWidth - name.GetCellWidth()));
            Line(text, faint, column => (column.Cells[row], column.Source.Mark(row) == "★" ? best.Combine(strong) : (Style?)null));
        }
    }

    private static string Superscript(int number) =>
        string.Concat(number.ToString(System.Globalization.CultureInfo.InvariantCulture).Select(digit => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0']));

    private void Line(StyledText text, Style faint, Func<Column, (string Text, Style? Style)> cell)
    {
        for (var group = 0; group < _groups.Length; group++)
        {
            text.Add(group == 0 ? Gap : Rule, faint);
            for (var column = 0; column < _groups[group].Length; column++)
            {
                var (content, style) = cell(_groups[group][column]);
                text.Add(column > 0 ? Gap : "").Add(content, style);
            }
        }

        text.EndLine();
    }

    private Column[] Columns(IReadOnlyList<FigureColumn> sources) => [.. sources.Select(Lay)];

    private Column Lay(FigureColumn source)
    {
        string[] values = [.. source.Figures.Select(figure => source.Format.Value(figure) + Reference(figure))];
        string[] spreads = [.. source.Figures.Select(figure => source.Format.Spread(figure) ?? "")];
        string[] marks = [.. source.Figures.Select((_, row) => source.Mark(row))];
        var spread = spreads.Max(one => one.Length);
        var mark = marks.Max(one => one.Length);
        var tail = (spread > 0 ? spread + 1 : 0) + (mark > 0 ? 2 : 0);
        // Headings of figures with an interval stand at their left, those of bare numbers above the number's end.
        var value = Math.Max(values.Max(one => one.Length), spread > 0 ? 0 : source.Heading.Length);
        var width = Math.Max(value + tail, source.Heading.Length);
        return new(
            source,
            (spread > 0 ? source.Heading : source.Heading.PadLeft(value)).PadRight(width),
            [.. values.Select((one, row) => Cell(one, spreads[row], marks[row]).PadRight(width))],
            marks,
            width);

        string Cell(string number, string interval, string sign) =>
            number.PadLeft(value) + (spread > 0 ? " " + interval.PadRight(spread) : "") + (mark > 0 ? " " + sign : "");
    }

    private string Reference(Estimate? figure)
    {
        if (figure is { IsDefined: true })
            return "";

        var reason = figure?.Note ?? "not computed";
        var index = _reasons.IndexOf(reason);
        if (index < 0)
        {
            index = _reasons.Count;
            _reasons.Add(reason);
        }

        return Superscript(index + 1);
    }

    private sealed record Column(FigureColumn Source, string Heading, string[] Cells, string[] Marks, int Width);
}
