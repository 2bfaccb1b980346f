namespace EvalKit.Cli.Runs;

/// <summary>The command as a person types it.</summary>
internal static class CommandLine
{
    /// <summary>Joins arguments to a line that a POSIX shell takes apart again.</summary>
    /// <param name="arguments">The program, then its arguments.</param>
    public static string Typed(IEnumerable<string> arguments) => string.Join(' ', arguments.Skip(1).Select(Quoted).Prepend("evalkit"));

    /// <summary>One word of a line for a POSIX shell.</summary>
    public static string Quoted(string argument) =>
        argument.Length > 0 && argument.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./=:,@%+".Contains(letter, StringComparison.Ordinal))
            ? argument
            : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
