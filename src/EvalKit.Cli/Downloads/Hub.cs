using EvalKit.Core.Errors;

namespace EvalKit.Cli.Downloads;

/// <summary>
/// Where the hub is, and the token for it. The addresses are those that the hub documents for its own clients:
/// https://huggingface.co/docs/hub/api and the resolve address of a file.
/// </summary>
/// <param name="Address">The hub's base address, without a slash at its end.</param>
/// <param name="Token">The user's token, or null.</param>
internal sealed record Hub(Uri Address, string? Token)
{
    private const string Usual = "https://huggingface.co";

    /// <summary>Reads the address and the token where the hub's own clients look for them: HF_ENDPOINT and HF_TOKEN.</summary>
    /// <param name="address">What the command line says of the address, or null.</param>
    /// <param name="variable">Reads an environment variable.</param>
    public static Hub Of(string? address, Func<string, string?> variable)
    {
        var text = address ?? (variable("HF_ENDPOINT") is { Length: > 0 } given ? given : Usual);
        if (!Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var uri) || uri.Query.Length > 0 || uri.UserInfo.Length > 0)
            throw new UserException($"'{text}' is no address of a hub (--hub or HF_ENDPOINT); the usual one is {Usual}");
        ReferenceReader.Require(uri);
        var token = variable("HF_TOKEN")?.Trim();
        if (token is { Length: > 0 } && token.Any(symbol => symbol is <= ' ' or > '~')) throw new UserException("HF_TOKEN has characters that no token has");
        return new Hub(uri, token is { Length: > 0 } ? token : null);
    }

    /// <summary>Whether an address is the hub's: the same scheme, host and port.</summary>
    public bool Owns(Uri address) =>
        Uri.Compare(address, Address, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>The path of one of the hub's pages below its base address, escaped; null for another address.</summary>
    public string? PathOf(Uri address) =>
        Owns(address) && address.AbsolutePath.StartsWith(Address.AbsolutePath.TrimEnd('/') + "/", StringComparison.Ordinal)
            ? address.AbsolutePath[(Address.AbsolutePath.TrimEnd('/').Length + 1)..]
            : null;

    /// <summary>Where a repository's commit, files, sizes and hashes are listed.</summary>
    public Uri List(string repository, string revision) =>
        new($"{Base}/api/models/{RemotePath.Escape(repository)}/revision/{Uri.EscapeDataString(revision)}?blobs=true");

    /// <summary>Where a file is.</summary>
    public Uri Resolve(string repository, string revision, string path) =>
        new($"{Base}/{RemotePath.Escape(repository)}/resolve/{Uri.EscapeDataString(revision)}/{RemotePath.Escape(path)}");

    private string Base => Address.AbsoluteUri.TrimEnd('/');
}
