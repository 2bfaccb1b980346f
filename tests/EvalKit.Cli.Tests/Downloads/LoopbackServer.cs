using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EvalKit.Cli.Tests.Downloads;

/// <summary>A request as it came.</summary>
/// <param name="Path">The path with its query.</param>
/// <param name="Headers">The headers, by names of any case.</param>
internal sealed record Request(string Path, IReadOnlyDictionary<string, string> Headers)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}

/// <summary>What a server answers; every mistake that a server or a line can make can be told here.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Body">The body.</param>
internal sealed record Reply(int Status, byte[] Body)
{
    public List<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>What Content-Length says; the body's length by default, and nothing where it is negative.</summary>
    public long? Announced { get; init; }

    /// <summary>The bytes of the body after which the connection ends.</summary>
    public int? CutAfter { get; init; }

    /// <summary>Whether nothing more is sent after the headers, and the connection stays.</summary>
    public bool IsSilent { get; init; }

    public static Reply Text(int status, string text) => new(status, Encoding.UTF8.GetBytes(text));

    public static Reply To(string location) => new(302, []) { Headers = { ("Location", location) } };

    public Reply With(string name, string value) => this with { Headers = [.. Headers, (name, value)] };
}

/// <summary>A web server on this machine, one request a connection.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<Request> _requests = [];
    private readonly Func<Request, Reply> _answer;
    private readonly Task _accepting;

    public LoopbackServer(Func<Request, Reply> answer)
    {
        _answer = answer;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>The requests so far.</summary>
    public IReadOnlyList<Request> Requests => [.. _requests];

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true) open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            var stream = client.GetStream();
            if (await ReadAsync(stream) is not { } request) return;
            _requests.Enqueue(request);
            var reply = _answer(request);
            var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {reply.Status} Some\r\nConnection: close\r\n");
            if ((reply.Announced ?? reply.Body.Length) is >= 0 and var length) head.Append(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n");
            foreach (var (name, value) in reply.Headers) head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
            await stream.WriteAsync(Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), _end.Token);
            if (reply.IsSilent) await Task.Delay(Timeout.Infinite, _end.Token);
            await stream.WriteAsync(reply.Body.AsMemory(0, reply.CutAfter ?? reply.Body.Length), _end.Token);
        }
        catch (Exception problem) when (problem is IOException or OperationCanceledException)
        {
            // The other side has heard enough, or the test is over.
        }
    }

    private async Task<Request?> ReadAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        if (await reader.ReadLineAsync(_end.Token) is not { Length: > 0 } first) return null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        return new Request(first.Split(' ')[1], headers);
    }
}
