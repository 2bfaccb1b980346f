namespace EvalKit.Core.Errors;

/// <summary>
/// A mistake in what the user gave: a configuration, a model, data or a folder. Its message is one that the user can act
/// on (file, place, what was found, what is allowed, the nearest valid name) and is printed without a stack trace; the
/// command ends with exit code 1.
/// </summary>
public class UserException : Exception
{
    private const int MostCharacters = 2000;
    private const int LastCharacters = 500;

    /// <summary>Creates the error.</summary>
    /// <param name="message">
    /// The whole message, one or a few lines, ending without a newline. It may quote what a stranger wrote: beyond 2,000 characters
    /// its middle is left out, and control characters, which could command a terminal, become <c>?</c>.
    /// </param>
    /// <param name="inner">What caused it, shown where <c>EVALKIT_TRACE</c> asks for it.</param>
    public UserException(string message, Exception? inner = null)
        : base(Printable(message), inner)
    {
    }

    private static string Printable(string message)
    {
        var shown = message.Length <= MostCharacters ? message : $"{message[..(MostCharacters - LastCharacters)]} … {message[^LastCharacters..]}";
        return string.Concat(shown.Select(unit => char.IsControl(unit) && unit is not ('\n' or '\t') ? '?' : unit));
    }
}
