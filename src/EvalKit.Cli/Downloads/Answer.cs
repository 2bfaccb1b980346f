namespace EvalKit.Cli.Downloads;

/// <summary>A server's answer to a request, its body still to be read.</summary>
/// <param name="Response">The last response, after redirects.</param>
/// <param name="LinkedSha256">The hash of the file behind a hub's redirect (X-Linked-Etag), in lower-case hex, or null.</param>
/// <param name="LinkedBytes">Its size (X-Linked-Size), or null.</param>
internal sealed record Answer(HttpResponseMessage Response, string? LinkedSha256, long? LinkedBytes) : IDisposable
{
    /// <summary>
    /// What tells one version of the file from another in If-Range (RFC 9110, 13.1.5): the strong ETag, or the date of the last change.
    /// </summary>
    public string? Validator => Response.Headers.ETag is { IsWeak: false } tag
        ? tag.Tag
        : Response.Content.Headers.LastModified?.ToString("r", System.Globalization.CultureInfo.InvariantCulture);

    public void Dispose() => Response.Dispose();
}
