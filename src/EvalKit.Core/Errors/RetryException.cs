namespace EvalKit.Core.Errors;

/// <summary>
/// Something that the same command may find mended when it is run again: a full disk, a folder that another run uses. What was
/// finished is kept; the command ends with exit code 75.
/// </summary>
public sealed class RetryException : UserException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">The whole message, one or a few lines, ending without a newline.</param>
    /// <param name="inner">What caused it.</param>
    public RetryException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
