using Spectre.Console;

namespace EvalKit.Cli.Terminal;

/// <summary>The consoles that views write to.</summary>
internal static class TerminalConsole
{
    /// <summary>The width of what is written to a file or a pipe, and the most that a view uses.</summary>
    public const int Width = 100;

    /// <summary>Makes a console that writes colour only to a terminal whose user has not said NO_COLOR.</summary>
    /// <param name="writer">Standard output or standard error.</param>
    /// <param name="redirected">Whether it goes elsewhere than to a terminal.</param>
    public static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var plain = redirected || IsPlainWanted;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = plain ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected)
            console.Profile.Width = Width;
        return console;
    }

    /// <summary>Whether the user asked for no colour, or the terminal can show none (https://no-color.org).</summary>
    public static bool IsPlainWanted =>
        Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || Environment.GetEnvironmentVariable("TERM") == "dumb";
}
