using EvalKit.Cli.Terminal;
using EvalKit.Reporting.Tests;

namespace EvalKit.Cli.Tests.Terminal;

public sealed class CompareViewTests
{
    [Fact]
    public void The_comparison_is_the_golden_one() => Written.EqualsGolden("comparison.txt", Rendered());

    [Fact]
    public void It_fits_a_hundred_columns() => Assert.All(Rendered().Split('\n'), line => Assert.InRange(line.Length, 0, 100));

    private static string Rendered()
    {
        using var writer = new StringWriter { NewLine = "\n" };
        CompareView.Write(TerminalConsole.Create(writer, redirected: true), [SampleComparison.Create(), SampleComparison.Create() with { Source = "another" }]);
        return writer.ToString().ReplaceLineEndings("\n");
    }
}
