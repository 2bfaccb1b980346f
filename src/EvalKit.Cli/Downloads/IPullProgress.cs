namespace EvalKit.Cli.Downloads;

/// <summary>Learns how a download goes.</summary>
internal interface IPullProgress
{
    /// <summary>A file is being received.</summary>
    /// <param name="name">Its path.</param>
    /// <param name="received">The bytes that are there.</param>
    /// <param name="total">The bytes of the whole, or null where the server does not say.</param>
    void Received(string name, long received, long? total);

    /// <summary>Something is to be read.</summary>
    /// <param name="message">One line.</param>
    void Say(string message);
}
