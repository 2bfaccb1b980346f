using System.Security.Cryptography;

namespace EvalKit.Cli.Downloads;

/// <summary>SHA-256 of files.</summary>
internal static class FileHash
{
    /// <summary>The hash of a file, in lower-case hex.</summary>
    public static async Task<string> OfAsync(string path, CancellationToken cancellation)
    {
        var stream = File.OpenRead(path);
        await using (stream.ConfigureAwait(false)) return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation).ConfigureAwait(false));
    }
}
