namespace EvalKit.Cli.Downloads;

/// <summary>Something failed in a way that a retry may mend; see <see cref="ExitCodes.Retry"/>.</summary>
/// <param name="message">What failed.</param>
/// <param name="after">How long the server asks to wait, or null.</param>
/// <param name="inner">What caused it.</param>
internal sealed class TransientException(string message, TimeSpan? after = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>How long the server asks to wait, or null.</summary>
    public TimeSpan? After => after;
}
