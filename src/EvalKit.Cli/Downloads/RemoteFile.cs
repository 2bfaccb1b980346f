namespace EvalKit.Cli.Downloads;

/// <summary>A file on the network, and what is known of it before it is here.</summary>
/// <param name="Reference">The reference of it alone, as the lock file keeps it.</param>
/// <param name="Address">Its address; at the hub that of one commit.</param>
/// <param name="Revision">The commit at the hub; null elsewhere.</param>
/// <param name="Path">Where it goes, below the folder of the models, with forward slashes.</param>
/// <param name="Bytes">Its size, or null where nobody has said it.</param>
/// <param name="Hashes">The SHA-256 that it must have, in lower-case hex, by who says so.</param>
internal sealed record RemoteFile(
    string Reference, Uri Address, string? Revision, string Path, long? Bytes, IReadOnlyDictionary<string, string> Hashes)
{
    /// <summary>The same file, which must have a further hash.</summary>
    public RemoteFile Requiring(string source, string? sha256) =>
        sha256 is null ? this : this with { Hashes = new Dictionary<string, string>(Hashes, StringComparer.Ordinal) { [source] = sha256 } };
}
