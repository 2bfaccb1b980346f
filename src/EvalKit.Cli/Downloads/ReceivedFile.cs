using EvalKit.Core.Errors;

namespace EvalKit.Cli.Downloads;

/// <summary>A file that is whole and checked, and waits to be placed; or one that was there already.</summary>
/// <param name="File">What it is.</param>
/// <param name="Target">Where it goes.</param>
/// <param name="Part">What was received; null where it was there already.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its hash, in lower-case hex.</param>
internal sealed record ReceivedFile(RemoteFile File, string Target, PartFile? Part, long Bytes, string Sha256) : IDisposable
{
    /// <summary>Where its bytes are now.</summary>
    public string Path => Part?.Path ?? Target;

    /// <summary>Gives the file its name, in one step.</summary>
    public void Place() => Part?.Place();

    /// <summary>Throws away what was received.</summary>
    /// <param name="why">The message.</param>
    public UserException Refuse(string why)
    {
        Part?.Discard();
        return new UserException($"{File.Reference}: refused, nothing was placed: {why}");
    }

    public void Dispose() => Part?.Dispose();
}
