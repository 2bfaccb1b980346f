using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using EvalKit.Cli.Runs;
using EvalKit.Core.Errors;

namespace EvalKit.Cli.Downloads;

/// <summary>
/// Asks servers, and sorts what goes wrong into what a retry may mend and what it will not. The only part of EvalKit that
/// opens a connection.
/// </summary>
/// <param name="hub">The hub; its token is sent to no other host, and no further once a redirect has left it.</param>
/// <param name="time">The clock.</param>
/// <param name="limits">How long to wait for an answer.</param>
internal sealed partial class WebAccess(Hub hub, TimeProvider time, PullLimits limits) : IDisposable
{
    private const int MostRedirects = 10;

    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = limits.Idle,
        Proxy = new LoopbackBypass(HttpClient.DefaultProxy),
        UseCookies = false,
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Asks for a file or a part of it, and follows redirects.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="from">The first byte wanted.</param>
    /// <param name="validator">What the version must be that the earlier bytes belong to; null where there are none.</param>
    /// <param name="cancellation">Ends waiting.</param>
    /// <returns>An answer of status 200, 206 or 416.</returns>
    /// <exception cref="UserException">The file is not there, not allowed, or a redirect leads where it must not.</exception>
    /// <exception cref="TransientException">The server is busy or broken, or the connection is.</exception>
    public async Task<Answer> GetAsync(Uri address, long from, string? validator, CancellationToken cancellation)
    {
        var isTrusted = hub.Owns(address);
        string? hash = null;
        long? bytes = null;
        for (var (at, hops) = (address, 0); ; hops++)
        {
            var response = await SendAsync(at, from, validator, isTrusted ? hub.Token : null, cancellation).ConfigureAwait(false);
            if (isTrusted)
            {
                hash ??= Header(response, "X-Linked-Etag") is { } tag && Sha256().Match(tag) is { Success: true } match ? match.Groups[1].Value : null;
                bytes ??= long.TryParse(Header(response, "X-Linked-Size"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null;
            }

            if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable)
                return new Answer(response, hash, bytes);

            using (response)
            {
                if ((int)response.StatusCode is < 300 or >= 400 || response.Headers.Location is not { } location) throw Failure(response, at, isTrusted);
                if (hops == MostRedirects) throw new UserException($"{ReferenceReader.Shown(address)}: redirected more than {MostRedirects} times");
                var next = new Uri(at, location);
                ReferenceReader.Require(next);
                if (next.IsLoopback && !at.IsLoopback) throw new UserException($"{ReferenceReader.Shown(at)}: redirects to this machine; refused");
                isTrusted = isTrusted && hub.Owns(next);
                at = next;
            }
        }
    }

    /// <summary>Runs a part of an exchange, in which a silence or a broken connection is what a retry may mend.</summary>
    /// <param name="address">The address, for the message.</param>
    /// <param name="exchange">Reads or asks.</param>
    /// <param name="cancellation">The user's cancellation.</param>
    public async Task<T> WithinAsync<T>(Uri address, Func<CancellationToken, Task<T>> exchange, CancellationToken cancellation)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(limits.Idle);
        try
        {
            return await exchange(silence.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TransientException($"{ReferenceReader.Shown(address)}: the server sent nothing for {limits.Idle.TotalSeconds:0} s");
        }
        catch (HttpRequestException problem) when (problem.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            throw new UserException($"{ReferenceReader.Shown(address)}: no secure connection: {(problem.InnerException ?? problem).Message}", problem);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException)
        {
            throw new TransientException($"{ReferenceReader.Shown(address)}: the connection failed: {problem.Message.TrimEnd('.')}", inner: problem);
        }
    }

    public void Dispose() => _client.Dispose();

    private Task<HttpResponseMessage> SendAsync(Uri address, long from, string? validator, string? token, CancellationToken cancellation) => WithinAsync(
        address,
        async limited =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("evalkit", Versions.EvalKit));
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
            if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            if (from > 0 && validator is not null)
            {
                request.Headers.Range = new RangeHeaderValue(from, null);
                request.Headers.Add("If-Range", validator);
            }

            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limited).ConfigureAwait(false);
        },
        cancellation);

    private Exception Failure(HttpResponseMessage response, Uri address, bool isTrusted)
    {
        var status = (int)response.StatusCode;
        var said = Header(response, "X-Error-Message") is { } message ? $" ({message})" : "";
        var text = $"{ReferenceReader.Shown(address)}: HTTP {status}{said}";
        return status switch
        {
            408 or 429 or >= 500 => new TransientException(text, RetryAfter(response)),
            401 or 403 when isTrusted && hub.Token is null => new UserException($"{text}: there is no such repository, or it is not public; set HF_TOKEN to a token that may read it"),
            401 or 403 when isTrusted => new UserException($"{text}: the token in HF_TOKEN may not read it, or there is no such repository"),
            404 or 410 => new UserException($"{text}: there is no such file, repository or revision"),
            _ => new UserException($"{text}: the server refuses"),
        };
    }

    // The hub says in RateLimit how many seconds its window lasts: "resolvers";r=0;t=42.
    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } seconds } => seconds,
        { Date: { } date } => date - time.GetUtcNow(),
        _ when Header(response, "RateLimit") is { } limit && Reset().Match(limit) is { Success: true } match =>
            TimeSpan.FromSeconds(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)),
        _ => null,
    };

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Concat(values.First().Where(symbol => !char.IsControl(symbol)).Take(300)) : null;

    [GeneratedRegex("^\"?([0-9a-f]{64})\"?$", RegexOptions.CultureInvariant)]
    private static partial Regex Sha256();

    [GeneratedRegex(";t=([0-9]{1,6})", RegexOptions.CultureInvariant)]
    private static partial Regex Reset();
}
