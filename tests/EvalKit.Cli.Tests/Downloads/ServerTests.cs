using EvalKit.Cli.Downloads;
using EvalKit.Core.Errors;

namespace EvalKit.Cli.Tests.Downloads;

/// <summary>Servers that are busy, and servers that send a request elsewhere.</summary>
public sealed class ServerTests : IAsyncDisposable
{
    private readonly FakeHub _hub = new();
    private readonly Pulling _pulling = new();

    public ServerTests() => _hub.Large["data.bin"] = [1, 2, 3];

    public async ValueTask DisposeAsync()
    {
        _pulling.Dispose();
        await _hub.DisposeAsync();
    }

    [Theory]
    [InlineData(429, "Retry-After", "7", 7)]
    [InlineData(429, "Retry-After", "Thu, 01 Jan 2026 12:01:30 GMT", 90)]
    [InlineData(429, "Retry-After", "0", 1)]
    [InlineData(429, "RateLimit", "\"resolvers\";r=0;t=42", 42)]
    [InlineData(503, "Retry-After", "3", 3)]
    [InlineData(429, "X-Nothing", "", 1)]
    [InlineData(500, "X-Nothing", "", 1)]
    public async Task A_busy_server_is_asked_again_when_it_says(int status, string header, string value, double seconds)
    {
        FailOnce(Reply.Text(status, "").With(header, value));
        await _pulling.PullAsync(_hub, "hf:org/repo/data.bin");
        Assert.Equal([seconds], _pulling.Time.Waits);
        Assert.Equal([1, 2, 3], _pulling.Bytes("org/repo/data.bin"));
        Assert.Contains($"HTTP {status}", Assert.Single(_pulling.Said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_is_asked_for_again_too()
    {
        var isFirst = true;
        _hub.Fault = _ => Interlocked.Exchange(ref isFirst, false) ? Reply.Text(429, "").With("Retry-After", "5") : null;
        await _pulling.PullAsync(_hub, "hf:org/repo/data.bin");
        Assert.Equal([5.0], _pulling.Time.Waits);
    }

    [Fact]
    public async Task Waits_double_and_end()
    {
        _hub.Fault = _ => Reply.Text(502, "");
        await Assert.ThrowsAsync<TransientException>(() => _pulling.PullAsync(_hub, "hf:org/repo/data.bin"));
        Assert.Equal([1.0, 2, 4, 8, 16], _pulling.Time.Waits);
    }

    [Fact]
    public async Task A_server_that_asks_for_too_long_is_left_alone()
    {
        _hub.Fault = _ => Reply.Text(429, "").With("Retry-After", "3600");
        var problem = await Assert.ThrowsAsync<TransientException>(() => _pulling.PullAsync(_hub, "hf:org/repo/data.bin"));
        Assert.Contains("come back in 1 h", problem.Message, StringComparison.Ordinal);
        Assert.Empty(_pulling.Time.Waits);
    }

    [Fact]
    public async Task Nobody_listening_is_a_matter_of_time()
    {
        var server = new LoopbackServer(_ => Reply.Text(200, ""));
        await server.DisposeAsync();
        await Assert.ThrowsAsync<TransientException>(() => _pulling.PullAsync(server.Address, $"{server.Address}data.bin"));
        Assert.Equal(5, _pulling.Time.Waits.Count);
    }

    [Fact]
    public async Task The_token_goes_to_the_hub_and_no_further()
    {
        await _pulling.PullAsync(_hub, "hf:org/repo/data.bin");
        Assert.Equal(2, _hub.Server.Requests.Count);
        Assert.All(_hub.Server.Requests, request => Assert.Equal("Bearer " + Pulling.Token, request.Header("Authorization")));
        Assert.Null(Assert.Single(_hub.StoreRequests).Header("Authorization"));
        Assert.DoesNotContain(Pulling.Token, _pulling.LockText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_that_left_the_hub_brings_no_token_back()
    {
        LoopbackServer? hub = null;
        await using var other = new LoopbackServer(_ => Reply.To(new Uri(hub!.Address, "/back.bin").AbsoluteUri));
        await using (hub = new LoopbackServer(request => request.Path switch
        {
            "/data.bin" => Reply.To("/same.bin"),
            "/same.bin" => Reply.To(new Uri(other.Address, "/x").AbsoluteUri),
            _ => new Reply(200, [1]),
        }))
        {
            await _pulling.PullAsync(hub.Address, $"{hub.Address}data.bin");
            Assert.Equal(["/data.bin", "/same.bin", "/back.bin"], hub.Requests.Select(request => request.Path));
            Assert.Equal([true, true, false], hub.Requests.Select(request => request.Header("Authorization") is not null));
        }

        Assert.Null(Assert.Single(other.Requests).Header("Authorization"));
    }

    [Fact]
    public async Task The_token_goes_to_no_server_that_is_not_the_hub()
    {
        await using var server = new LoopbackServer(_ => new Reply(200, [1]));
        await _pulling.PullAsync(_hub, $"{server.Address}data.bin");
        Assert.Null(Assert.Single(server.Requests).Header("Authorization"));
    }

    [Theory]
    [InlineData("http://example.org/data.bin", "only https")]
    [InlineData("ftp://example.org/data.bin", "only https")]
    [InlineData("/data.bin", "redirected more than 10 times")]
    public async Task A_redirect_that_must_not_be_followed(string location, string why)
    {
        await using var server = new LoopbackServer(_ => Reply.To(location));
        var problem = await Assert.ThrowsAsync<UserException>(() => _pulling.PullAsync(server.Address, $"{server.Address}data.bin"));
        Assert.Contains(why, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_told_without_its_query()
    {
        _hub.Fault = request => request.Path.StartsWith("/org/repo/resolve", StringComparison.Ordinal) ? Reply.To("/gone?X-Amz-Signature=secret") : request.Path.StartsWith("/gone", StringComparison.Ordinal) ? Reply.Text(403, "") : null;
        var problem = await Assert.ThrowsAsync<UserException>(() => _pulling.PullAsync(_hub, "hf:org/repo/data.bin"));
        Assert.Contains("/gone: HTTP 403", problem.Message, StringComparison.Ordinal);
        Assert.Contains("HF_TOKEN", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem.Message, StringComparison.Ordinal);
    }

    private void FailOnce(Reply reply)
    {
        var isFirst = true;
        _hub.Fault = request => request.Path == "/data.bin" && Interlocked.Exchange(ref isFirst, false) ? reply : null;
    }
}
