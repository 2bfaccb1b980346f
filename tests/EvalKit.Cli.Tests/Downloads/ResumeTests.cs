using EvalKit.Cli.Downloads;
using EvalKit.Core.Errors;

namespace EvalKit.Cli.Tests.Downloads;

/// <summary>A download that was cut goes on where it ended, and never joins two versions.</summary>
public sealed class ResumeTests : IAsyncDisposable
{
    private const string Reference = "hf:org/repo/data.bin";
    private const string Placed = "org/repo/data.bin";

    private readonly FakeHub _hub = new();
    private readonly Pulling _pulling = new();
    private readonly byte[] _bytes = new byte[200_000];

    public ResumeTests()
    {
        new Random(1).NextBytes(_bytes);
        _hub.Large["data.bin"] = _bytes;
    }

    public async ValueTask DisposeAsync()
    {
        _pulling.Dispose();
        await _hub.DisposeAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task After_a_cut_at_a_random_byte_only_the_rest_is_asked_for(int seed)
    {
        var cut = new Random(seed).Next(1, _bytes.Length);
        CutOnce(cut);
        await _pulling.PullAsync(_hub, Reference);

        Assert.Equal(_bytes, _pulling.Bytes(Placed));
        Assert.Equal([null, $"bytes={cut}-"], _hub.StoreRequests.Select(request => request.Header("Range")));
        Assert.Equal($"\"{FakeHub.Hash(_bytes)[..16]}\"", _hub.StoreRequests[1].Header("If-Range"));
        Assert.Equal([1.0], _pulling.Time.Waits);
        Assert.Equal([Placed], _pulling.Files);
    }

    [Fact]
    public async Task Cuts_at_random_bytes_all_along_end_in_the_right_bytes()
    {
        var random = new Random(7);
        _hub.Fault = request =>
        {
            var reply = request.Path == "/data.bin" ? FakeHub.Give(request, _bytes) : null;
            return reply is { Body.Length: > 70_000 } ? reply with { CutAfter = random.Next(1, reply.Body.Length) } : reply;
        };
        await _pulling.PullAsync(_hub, Reference);
        Assert.Equal(_bytes, _pulling.Bytes(Placed));
    }

    [Fact]
    public async Task What_one_pull_received_a_later_one_goes_on_from()
    {
        _hub.Fault = request => request.Path != "/data.bin" ? null : request.Header("Range") is null
            ? FakeHub.Give(request, _bytes) with { CutAfter = 150_000 }
            : Reply.Text(503, "");
        var problem = await Assert.ThrowsAsync<TransientException>(() => _pulling.PullAsync(_hub, Reference));
        Assert.Contains("given up after 5 retries, and what was received is kept", problem.Message, StringComparison.Ordinal);
        Assert.Equal([Placed + ".part", Placed + ".part.of"], _pulling.Files);

        _hub.Fault = null;
        await _pulling.PullAsync(_hub, Reference);
        Assert.Equal("bytes=150000-", _hub.StoreRequests[^1].Header("Range"));
        Assert.Equal(_bytes, _pulling.Bytes(Placed));
    }

    [Fact]
    public async Task A_file_that_changed_meanwhile_starts_anew()
    {
        await using var server = new LoopbackServer(request =>
        {
            var isFirst = request.Header("Range") is null;
            return FakeHub.Give(request, isFirst ? _bytes : [.. _bytes.Reverse()]) with { CutAfter = isFirst ? 1000 : null };
        });
        await _pulling.PullAsync(server.Address, $"{server.Address}data.bin");
        Assert.Equal(_bytes.Reverse(), _pulling.Bytes("data.bin"));
    }

    [Fact]
    public async Task Without_a_version_to_name_it_starts_anew()
    {
        var isFirst = true;
        await using var server = new LoopbackServer(_ => new Reply(200, _bytes) { CutAfter = Interlocked.Exchange(ref isFirst, false) ? 1000 : null });
        await _pulling.PullAsync(server.Address, $"{server.Address}data.bin");
        Assert.All(server.Requests, request => Assert.Null(request.Header("Range")));
        Assert.Equal(_bytes, _pulling.Bytes("data.bin"));
    }

    [Theory]
    [InlineData(206, "bytes 5-9/10")]
    [InlineData(416, "bytes */3")]
    public async Task A_server_that_goes_on_elsewhere_is_asked_for_the_whole(int status, string range)
    {
        CutOnce(100, then: new Reply(status, []).With("Content-Range", range));
        await _pulling.PullAsync(_hub, Reference);
        Assert.Equal([null, "bytes=100-", null], _hub.StoreRequests.Select(request => request.Header("Range")));
        Assert.Equal(_bytes, _pulling.Bytes(Placed));
    }

    [Fact]
    public async Task A_silent_server_counts_as_a_lost_connection()
    {
        _pulling.Limits = _pulling.Limits with { Idle = TimeSpan.FromMilliseconds(300) };
        var isFirst = true;
        _hub.Fault = request => request.Path == "/data.bin" && Interlocked.Exchange(ref isFirst, false) ? FakeHub.Give(request, _bytes) with { IsSilent = true } : null;
        await _pulling.PullAsync(_hub, Reference);
        Assert.Contains(_pulling.Said, message => message.Contains("the server sent nothing for", StringComparison.Ordinal));
        Assert.Equal(_bytes, _pulling.Bytes(Placed));
    }

    [Fact]
    public async Task Two_pulls_of_one_file_do_not_mix()
    {
        using var other = PartFile.Open(_pulling.At(Placed), new Uri("https://example.org/data.bin"));
        var problem = await Assert.ThrowsAsync<RetryException>(() => _pulling.PullAsync(_hub, Reference));
        Assert.Contains("another pull is at it", problem.Message, StringComparison.Ordinal);
    }

    private void CutOnce(int cut, Reply? then = null)
    {
        var number = 0;
        _hub.Fault = request => request.Path != "/data.bin" ? null : Interlocked.Increment(ref number) switch
        {
            1 => FakeHub.Give(request, _bytes) with { CutAfter = cut },
            2 => then,
            _ => null,
        };
    }
}
