using EvalKit.Core.Reports;
using EvalKit.Reporting.Figures;
using Spectre.Console;

namespace EvalKit.Cli.Terminal;

/// <summary>What a user sees at the end of a run: a row a model, the best of each axis marked, and the answer.</summary>
internal static class ScorecardView
{
    private const int MostFailures = 8;
    private const int MostFindings = 10;
    private const int MostGates = 5;
    private const string Gap = "   ";

    private static readonly Style Strong = new(decoration: Decoration.Bold);
    private static readonly Style Faint = new(foreground: Color.Grey);
    private static readonly Style Good = new(foreground: Color.Green);
    private static readonly Style Careful = new(foreground: Color.Yellow);
    private static readonly Style Bad = new(foreground: Color.Red);

    /// <summary>Writes the scorecard to standard output.</summary>
    /// <param name="report">The report; its measured figures are shown where it has them.</param>
    /// <param name="reportPath">Where the full report lies, or null to leave it out.</param>
    public static void Write(Report report, string? reportPath) =>
        Write(TerminalConsole.Create(Console.Out, Console.IsOutputRedirected), report, reportPath);

    /// <summary>Writes the scorecard to a console.</summary>
    public static void Write(IAnsiConsole console, Report report, string? reportPath)
    {
        var width = Math.Min(TerminalConsole.Width, console.Profile.Width);
        var text = new StyledText();
        Header(text, report, width);
        text.EndLine();
        var table = new ScorecardTable(report, width);
        table.Write(text, Strong, Faint, Good);
        Legend(text, report, table, width);
        text.EndLine();
        text.Wrap([.. Words(report.Answer), .. reportPath is null ? Array.Empty<string>() : [$"Report: {reportPath}"]], width);
        console.Write(text);
    }

    private static void Header(StyledText text, Report report, int width)
    {
        var parts = RunSummary.Of(report with { Measured = null });
        var wall = report.Measured is { Stages.Count: > 0 } measured ? Humanised.Duration(measured.Wall) : "";
        var name = StyledText.Shortened(report.Name, width / 3);
        var blanks = width - name.GetCellWidth() - parts.Sum(part => part.Length) - wall.Length;
        // One gap after the name, one between parts, one before the time: three blanks each if they fit, else two.
        var gaps = parts.Count + (wall.Length > 0 ? 1 : 0);
        if (blanks < 2 * gaps)
        {
            text.Wrap([name, .. parts, .. wall.Length > 0 ? [wall] : Array.Empty<string>()], width, separator: Gap);
            return;
        }

        var gap = blanks >= 3 * gaps ? Gap : "  ";
        text.Add(name, Strong);
        foreach (var part in parts)
            text.Add(gap + part);
        text.Add((wall.Length > 0 ? new string(' ', blanks - (gap.Length * parts.Count)) : "") + wall, Faint).EndLine();
    }

    private static void Legend(StyledText text, Report report, ScorecardTable table, int width)
    {
        var legend = string.Join(Gap, table.Marks);
        var finding = report.Findings is [var only] ? $"1 finding: {Found(only)}" : "";
        if (legend.Length > 0 && finding.Length > 0 && legend.Length + Gap.Length + finding.GetCellWidth() <= width)
        {
            text.Add(legend, Faint).Add(Gap).Add(finding, Careful).EndLine();
        }
        else
        {
            text.Wrap(legend.Split(Gap, StringSplitOptions.RemoveEmptyEntries), width, Faint, Gap);
            text.Wrap(Words(finding), width, Careful);
        }

        Findings(text, report.Findings, width);
        foreach (var footnote in table.Footnotes)
            text.Wrap(Words(footnote), width, Faint);
        foreach (var axis in report.Scorecard.Axes.Where(axis => axis.Note is not null))
            text.Wrap(Words($"{axis.Axis}: {axis.Note}"), width, Faint);
        Failures(text, report.Failures, width);
        Gates(text, report.Gates, width);
    }

    // A single one stands beside the legend.
    private static void Findings(StyledText text, IReadOnlyList<Finding> findings, int width)
    {
        if (findings.Count < 2)
            return;

        text.Wrap(Words($"{findings.Count} findings, the gravest first:"), width, Careful);
        foreach (var finding in findings.OrderByDescending(finding => finding.Level).Take(MostFindings))
            text.Wrap(Words($"{finding.Level.ToString().ToLowerInvariant()}: {Found(finding)}"), width, finding.Level == FindingLevel.Error ? Bad : Careful, indent: 2);
        if (findings.Count > MostFindings)
            text.Add($"  and {findings.Count - MostFindings} more").EndLine();
    }

    private static string Found(Finding finding) => finding.Model is null ? finding.Message : $"{finding.Model}: {finding.Message}";

    // One line for each model and cause, however many units they cost.
    private static void Failures(StyledText text, IReadOnlyList<Failure> failures, int width)
    {
        if (failures.Count == 0)
            return;

        var alike = failures.GroupBy(failure => (failure.Model, failure.Message)).ToList();
        if (alike.Count == 1)
        {
            text.Wrap(Words($"{Humanised.Plural(failures.Count, "unit")} failed: {Failed(alike[0])}"), width, Bad);
            return;
        }

        text.Wrap(Words($"{Humanised.Plural(failures.Count, "unit")} failed:"), width, Bad);
        foreach (var one in alike.Take(MostFailures))
            text.Wrap(Words(Failed(one)), width, Bad, indent: 2);
        if (alike.Count > MostFailures)
            text.Add($"  and {alike.Skip(MostFailures).Sum(one => one.Count())} more").EndLine();
    }

    private static string Failed(IGrouping<(string Model, string Message), Failure> alike) =>
        $"{alike.Key.Model}, {alike.First().Unit}{(alike.Count() > 1 ? $" and {Humanised.Plural(alike.Count() - 1, "other")}" : "")}: {alike.Key.Message}";

    private static void Gates(StyledText text, IReadOnlyList<GateResult> gates, int width)
    {
        if (gates.Count == 0)
            return;

        var counts = gates.GroupBy(gate => gate.Outcome).OrderBy(group => group.Key).Select(group => $"{group.Count()} {Outcome(group.Key)}");
        GateResult[] open = [.. gates.Where(gate => gate.Outcome != GateOutcome.Pass)];
        text.Wrap(Words($"Gates: {string.Join(", ", counts)}"), width, open.Length == 0 ? Good : Strong);
        foreach (var gate in open.Take(MostGates))
        {
            text.Wrap(
                Words($"{Outcome(gate.Outcome)}: {gate.Model}, {gate.Id}: {gate.Reason}"),
                width,
                gate.Outcome == GateOutcome.Fail ? Bad : Careful,
                indent: 2);
        }

        if (open.Length > MostGates)
            text.Add($"  and {open.Length - MostGates} more").EndLine();
    }

    private static string Outcome(GateOutcome outcome) => outcome switch
    {
        GateOutcome.Pass => "pass",
        GateOutcome.Fail => "fail",
        _ => "inconclusive",
    };

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
