using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace EvalKit.Cli.Tests.Downloads;

/// <summary>
/// A hub with one repository, <c>org/repo</c>, on this machine. It answers as the hub documents: the list of files with the hashes of
/// the large ones, and the resolve address, which leads to another server for these and gives the others itself.
/// </summary>
internal sealed class FakeHub : IAsyncDisposable
{
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";

    private readonly LoopbackServer _store;

    public FakeHub()
    {
        _store = new LoopbackServer(request => Fault?.Invoke(request) ?? Store(request));
        Server = new LoopbackServer(request => Fault?.Invoke(request) ?? Answer(request));
    }

    /// <summary>The hub itself.</summary>
    public LoopbackServer Server { get; }

    /// <summary>The files that are large, and the others.</summary>
    public Dictionary<string, byte[]> Large { get; } = [];

    public Dictionary<string, byte[]> Small { get; } = [];

    /// <summary>What goes wrong: the answer instead of the right one, or null.</summary>
    public Func<Request, Reply?>? Fault { get; set; }

    /// <summary>The hash that the list gives a large file, where it is a wrong one.</summary>
    public string? ListedHash { get; set; }

    /// <summary>The requests to the server of large files.</summary>
    public IReadOnlyList<Request> StoreRequests => _store.Requests;

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await _store.DisposeAsync();
    }

    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Gives a file or the part of it that is asked for, as RFC 9110 tells a server to.</summary>
    public static Reply Give(Request request, byte[] bytes)
    {
        var tag = $"\"{Hash(bytes)[..16]}\"";
        var from = request.Header("Range") is { } range && request.Header("If-Range") == tag
            ? int.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture)
            : 0;
        return from == 0
            ? new Reply(200, bytes).With("ETag", tag)
            : new Reply(206, bytes[from..]).With("ETag", tag).With("Content-Range", $"bytes {from}-{bytes.Length - 1}/{bytes.Length}");
    }

    private Reply Store(Request request) => Give(request, Large[request.Path[1..]]);

    private Reply Answer(Request request)
    {
        if (request.Path is $"/api/models/org/repo/revision/main?blobs=true" or $"/api/models/org/repo/revision/{Commit}?blobs=true") return Reply.Text(200, Listing());
        const string Resolve = $"/org/repo/resolve/{Commit}/";
        if (!request.Path.StartsWith(Resolve, StringComparison.Ordinal)) return Reply.Text(404, "").With("X-Error-Message", "Repository not found");
        var path = Uri.UnescapeDataString(request.Path[Resolve.Length..]);
        if (Small.TryGetValue(path, out var small)) return Give(request, small).With("X-Repo-Commit", Commit);
        return Large.TryGetValue(path, out var large)
            ? Reply.To(new Uri(_store.Address, path).AbsoluteUri).With("X-Repo-Commit", Commit).With("X-Linked-Etag", $"\"{ListedHash ?? Hash(large)}\"")
            : Reply.Text(404, "").With("X-Error-Message", "Entry not found");
    }

    private string Listing() => JsonSerializer.Serialize(new
    {
        id = "org/repo",
        sha = Commit,
        siblings = Large
            .Select(file => (object)new { rfilename = file.Key, size = file.Value.Length, blobId = "x", lfs = new { sha256 = ListedHash ?? Hash(file.Value), size = file.Value.Length, pointerSize = 134 } })
            .Concat(Small.Select(file => new { rfilename = file.Key, size = file.Value.Length, blobId = "x" })),
    });
}
