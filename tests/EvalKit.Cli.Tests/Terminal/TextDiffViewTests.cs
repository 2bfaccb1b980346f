using EvalKit.Cli.Terminal;
using EvalKit.Data.Decoding;
using Spectre.Console;

namespace EvalKit.Cli.Tests.Terminal;

public class TextDiffViewTests
{
    private static readonly StoredText Clean = new("t", "t", "t", "a cat\nsat\n");

    [Fact]
    public void A_terminal_gets_colours() => Assert.Contains("\u001b[4;38;5;2mo\u001b[0m", Render(ColorSystemSupport.EightBit), StringComparison.Ordinal);

    [Fact]
    public void Elsewhere_marks_stand_for_them() =>
        Assert.Equal("  typos\n    1  a c[-a-]{+o+}t\n       sat\n", Render(ColorSystemSupport.NoColors));

    [Fact]
    public void Of_a_long_text_the_beginning_is_shown()
    {
        var text = Clean with { Text = string.Concat(Enumerable.Repeat("ab ", 2000)) };
        using var output = new StringWriter { NewLine = "\n" };
        TextDiffView.Write(Console(output, ColorSystemSupport.NoColors), text, [("typos", 1, "y " + text.Text)]);
        Assert.Equal($"  typos\n    1  {{+y +}}{text.Text[..2000]}…\n", output.ToString());
    }

    private static string Render(ColorSystemSupport colours)
    {
        using var output = new StringWriter { NewLine = "\n" };
        TextDiffView.Write(Console(output, colours), Clean, [("typos", 1, "a cot\nsat\n")]);
        return output.ToString();
    }

    private static IAnsiConsole Console(TextWriter output, ColorSystemSupport colours) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(output),
        Ansi = colours == ColorSystemSupport.NoColors ? AnsiSupport.No : AnsiSupport.Yes,
        ColorSystem = colours,
    });
}
