using System.Text.Json;
using System.Text.Json.Serialization;
using EvalKit.Core.Errors;

namespace EvalKit.Cli.Downloads;

/// <summary>What the hub says of a repository at a revision.</summary>
/// <param name="Sha">The commit.</param>
/// <param name="Siblings">Its files.</param>
internal sealed record HubListing(string Sha, IReadOnlyList<HubListing.HubFile> Siblings)
{
    private const int MostBytes = 1 << 26;

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    /// <summary>A file of a repository.</summary>
    /// <param name="Path">Its path.</param>
    /// <param name="Size">Its bytes.</param>
    /// <param name="Lfs">What is known of a large file.</param>
    internal sealed record HubFile([property: JsonPropertyName("rfilename")] string Path, long? Size = null, LargeFile? Lfs = null);

    /// <summary>A large file, which the hub keeps by its hash.</summary>
    /// <param name="Sha256">The hash.</param>
    internal sealed record LargeFile(string Sha256);

    /// <summary>Asks the hub.</summary>
    public static Task<HubListing> AskAsync(Hub hub, HubReference reference, string revision, WebAccess web, Retries retries, CancellationToken cancellation)
    {
        var address = hub.List(reference.Repository, revision);
        return retries.RunAsync(
            async () =>
            {
                using var answer = await web.GetAsync(address, 0, null, cancellation).ConfigureAwait(false);
                return await web.WithinAsync(address, limited => ReadAsync(reference, answer.Response.Content, limited), cancellation).ConfigureAwait(false);
            },
            () => 0,
            cancellation);
    }

    private static async Task<HubListing> ReadAsync(HubReference reference, HttpContent content, CancellationToken cancellation)
    {
        await content.LoadIntoBufferAsync(MostBytes, cancellation).ConfigureAwait(false);
        try
        {
            var listing = JsonSerializer.Deserialize<HubListing>(await content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false), Form)!;
            RemotePath.Check(listing.Sha, reference.Text);
            return listing;
        }
        catch (JsonException problem)
        {
            throw new UserException($"{reference.Text}: the hub's answer is not what its API documents: {problem.Message}", problem);
        }
    }
}
