namespace EvalKit.Core.Models;

/// <summary>A model failed while it ran: its unit is recorded as failed, and the run goes on.</summary>
public sealed class ModelException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">The model's file, the input and what the runtime said.</param>
    /// <param name="inner">The runtime's own exception.</param>
    public ModelException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
