namespace EvalKit.Reporting.Tests;

public sealed class MarkdownWriterTests
{
    [Fact]
    public async Task The_page_is_the_golden_one() =>
        Written.EqualsGolden("report.md", await Written.ByAsync(new MarkdownWriter(), SampleReport.Create()));

    [Fact]
    public async Task Measured_figures_have_a_section_of_their_own() =>
        Written.EqualsGolden("report-measured.md", await Written.ByAsync(new MarkdownWriter(), SampleReport.CreateMeasured(4)));

    [Fact]
    public async Task A_name_cannot_break_a_table_or_bring_html()
    {
        var report = SampleReport.Create(1);
        report = report with { Models = [report.Models[0] with { Name = "a|b\n<img src=x>*c*" }] };

        var text = await Written.ByAsync(new MarkdownWriter(), report);

        Assert.Contains("| a\\|b &lt;img src=x&gt;\\*c\\* |", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", text, StringComparison.Ordinal);
    }
}
