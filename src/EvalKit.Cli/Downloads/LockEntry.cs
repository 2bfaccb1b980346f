namespace EvalKit.Cli.Downloads;

/// <summary>What is known of a file that was pulled.</summary>
/// <param name="Ref">The reference that pulls it again.</param>
/// <param name="Url">The address that it came from, before redirects.</param>
/// <param name="Revision">The commit at the hub; null elsewhere.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its hash, in lower-case hex.</param>
internal sealed record LockEntry(string Ref, string Url, string? Revision, long Bytes, string Sha256);
