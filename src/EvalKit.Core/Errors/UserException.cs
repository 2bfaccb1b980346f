namespace EvalKit.Core.Errors;

/// <summary>
/// A mistake in what the user gave: a configuration, a model, data or a folder. Its message is one that the user can act
/// on (file, place, what was found, what is allowed, the nearest valid name) and is printed without a stack trace; the
/// command ends with exit code 1.
/// </summary>
public class UserException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">The whole message, one or a few lines, ending without a newline.</param>
    /// <param name="inner">What caused it, kept for <c>--verbose</c> only.</param>
    public UserException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
