using System.Text.RegularExpressions;
using EvalKit.Core.Errors;

namespace EvalKit.Cli.Downloads;

/// <summary>Reads what a user writes to name a file on the network.</summary>
/// <param name="hub">The hub, whose pages are understood as references too.</param>
internal sealed partial class ReferenceReader(Hub hub)
{
    private const string Scheme = "hf:";

    // Such an address would be written into the lock file, which people commit.
    private static readonly string[] Secrets = ["sig", "signature", "token", "access_token", "x-amz-signature", "x-goog-signature", "api_key", "key"];

    /// <summary>Reads a reference.</summary>
    /// <exception cref="UserException">It has another form, holds a secret, or its path may lead elsewhere.</exception>
    public ModelReference Read(string text)
    {
        if (text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return ReadHub(text);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || !text.Contains("://", StringComparison.Ordinal))
            throw new UserException($"'{text}' is no reference; write hf:ORG/REPO[@REVISION]/PATH or https://HOST/PATH");
        if (address.UserInfo.Length > 0)
            throw new UserException($"{Shown(address)}: an address with a name or a password is refused, since the lock file would hold it");
        Require(address);
        var page = HubPage().Match(hub.PathOf(address) ?? "");
        return page.Success
            ? Hub(text, page.Groups["repo"].Value, Uri.UnescapeDataString(page.Groups["revision"].Value), Uri.UnescapeDataString(page.Groups["path"].Value))
            : ReadWeb(address, text);
    }

    /// <summary>An address without its query, which may hold a secret.</summary>
    public static string Shown(Uri address) => new UriBuilder(address) { UserName = "", Password = "", Query = "", Fragment = "" }.Uri.AbsoluteUri;

    /// <summary>Refuses what is neither https nor, on this machine alone, http.</summary>
    public static void Require(Uri address)
    {
        if (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) return;
        throw new UserException($"{Shown(address)}: only https is followed (http to this machine alone): what comes by {address.Scheme} may be changed on its way");
    }

    private static HubReference ReadHub(string text)
    {
        var match = HubForm().Match(text);
        if (!match.Success) throw new UserException($"'{text}' is no reference; write hf:ORG/REPO[@REVISION]/PATH, such as hf:onnx-community/mobilenet_v2_1.0_224/onnx/model.onnx");
        return Hub(text, match.Groups["repo"].Value, match.Groups["revision"].Success ? Uri.UnescapeDataString(match.Groups["revision"].Value) : null, match.Groups["path"].Value);
    }

    private static HubReference Hub(string text, string repository, string? revision, string path)
    {
        if (revision is not null) RemotePath.Check(revision, text);
        RemotePath.Check(repository, text);
        return new HubReference(repository, revision, path.Length == 0 ? path : RemotePath.Check(path, text));
    }

    private static WebReference ReadWeb(Uri address, string text)
    {
        // Uri would silently resolve these; whoever writes them means something else than what would be fetched.
        var path = Uri.UnescapeDataString(text.Split('?', '#')[0]);
        if (path.Split('/', '\\').Any(segment => segment is ".." or ".")) throw new UserException($"{Shown(address)}: the path '..' is refused: it leads out of the folder");
        var keys = address.Query.TrimStart('?').Split('&').Select(part => Uri.UnescapeDataString(part.Split('=')[0]));
        if (keys.FirstOrDefault(key => Secrets.Contains(key, StringComparer.OrdinalIgnoreCase)) is { } secret)
            throw new UserException($"{Shown(address)}: '{secret}' in the query is a secret, which the lock file would hold; download the file by other means");
        var name = Uri.UnescapeDataString(address.Segments[^1]);
        if (name is "/" or "" || name.EndsWith('/')) throw new UserException($"{Shown(address)}: names no file");
        return new WebReference(new UriBuilder(address) { Fragment = "" }.Uri, RemotePath.Check(name, Shown(address)));
    }

    [GeneratedRegex("^hf:(?://)?(?<repo>[^/@]+/[^/@]+)(?:@(?<revision>refs/(?:pr|convert)/[^/]+|[^/]+))?(?:/(?<path>.*))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HubForm();

    [GeneratedRegex("^(?<repo>[^/]+/[^/]+)/(?:resolve|blob|raw)/(?<revision>refs/(?:pr|convert)/[^/]+|[^/]+)/(?<path>.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex HubPage();
}
