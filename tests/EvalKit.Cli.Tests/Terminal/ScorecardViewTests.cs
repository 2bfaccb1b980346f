using EvalKit.Cli.Terminal;
using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;
using EvalKit.Reporting.Tests;
using Spectre.Console;

namespace EvalKit.Cli.Tests.Terminal;

public sealed class ScorecardViewTests
{
    [Fact]
    public void The_scorecard_is_the_golden_one() =>
        Written.EqualsGolden("scorecard.txt", Rendered(SampleReport.CreateMeasured()));

    [Theory]
    [InlineData(1)]
    [InlineData(14)]
    [InlineData(40)]
    public void It_fits_a_hundred_columns_with_a_row_a_model(int models)
    {
        var report = SampleReport.CreateMeasured(models);

        var lines = Rendered(report).Split('\n');

        Assert.All(lines, line => Assert.InRange(line.Length, 0, 100));
        var table = lines.SkipWhile(line => !line.StartsWith("model ", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.Contains('│', StringComparison.Ordinal)).ToArray();
        Assert.Equal(models, table.Length);
        Assert.Single(table.Select(line => line.IndexOf('│', StringComparison.Ordinal)).Distinct());
    }

    [Fact]
    public void Without_measurements_the_latency_column_and_the_wall_time_are_absent()
    {
        var text = Rendered(SampleReport.Create());

        Assert.DoesNotContain("ms/image", text, StringComparison.Ordinal);
        Assert.DoesNotContain(" min ", text.Split('\n')[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Each_model_that_failed_shows_each_of_its_causes_once()
    {
        var report = SampleReport.Create(1) with
        {
            Failures =
            [
                new("a", "clean", "twice the process was ended by signal 8 (SIGFPE)", false),
                new("a", "fog:1", "twice the process was ended by signal 8 (SIGFPE)", false),
                new("a", "fog:3", "twice the process was ended by signal 8 (SIGFPE)", false),
                new("a", "rise", "no kernel", false),
                .. Enumerable.Range(0, 8).Select(i => new Failure($"m{i}", "open", "cut short", false)),
            ],
        };

        var text = Rendered(report);

        Assert.Contains("""
            12 units failed:
              a, clean and 2 others: twice the process was ended by signal 8 (SIGFPE)
              a, rise: no kernel
              m0, open: cut short
            """, text, StringComparison.Ordinal);
        Assert.Contains("  m5, open: cut short\n  and 2 more\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_cannot_command_the_terminal()
    {
        var report = SampleReport.Create(1);
        report = report with { Models = [report.Models[0] with { Name = "a\u001b[2Jb" }] };

        var text = Rendered(report);

        Assert.DoesNotContain('\u001b', text);
        Assert.Contains("a?[2Jb", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_without_any_figure_still_prints()
    {
        var report = SampleReport.Create(1);
        report = report with
        {
            Models = [report.Models[0] with { Metrics = new Dictionary<string, Estimate>() }],
            Scorecard = new Scorecard([]),
            Answer = "Nothing was measured.",
            Gates = [],
            Findings = [],
            Failures = [],
        };

        Assert.Equal(
            """
            fashion   1 model   10,000 clean   2 attributions × 200

            model
            cnn-2-s0

            Nothing was measured. Report: runs/fashion/report.html

            """,
            Rendered(report));
    }

    private static string Rendered(Report report)
    {
        var output = new StringWriter { NewLine = "\n" };
        ScorecardView.Write(TerminalConsole.Create(output, redirected: true), report, "runs/fashion/report.html");
        return output.ToString().ReplaceLineEndings("\n");
    }
}
