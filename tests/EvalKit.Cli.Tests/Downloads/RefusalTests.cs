using EvalKit.Cli.Downloads;
using EvalKit.Core.Errors;

namespace EvalKit.Cli.Tests.Downloads;

/// <summary>What is refused places nothing, and says why.</summary>
public sealed class RefusalTests : IAsyncDisposable
{
    private static readonly byte[] Bytes = "some bytes"u8.ToArray();

    private readonly FakeHub _hub = new();
    private readonly Pulling _pulling = new();

    public RefusalTests() => _hub.Large["data.bin"] = Bytes;

    public async ValueTask DisposeAsync()
    {
        _pulling.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task A_hash_that_is_not_the_hubs()
    {
        _hub.ListedHash = new string('a', 64);
        await RefusedAsync("hf:org/repo/data.bin", FakeHub.Hash(Bytes), _hub.ListedHash, "the hub's list of files");
    }

    [Fact]
    public async Task A_hash_that_is_not_the_lock_files()
    {
        var content = Bytes;
        await using var server = new LoopbackServer(_ => new Reply(200, content));
        var reference = $"{server.Address}data.bin";
        await _pulling.PullAsync(server.Address, reference);
        var before = _pulling.LockText;
        File.Delete(_pulling.At("data.bin"));
        content = "other bytes"u8.ToArray();

        var problem = await Assert.ThrowsAsync<UserException>(() => _pulling.PullAsync(server.Address, reference));
        Assert.All([FakeHub.Hash(Bytes), FakeHub.Hash(content), "evalkit.lock.json"], part => Assert.Contains(part, problem.Message, StringComparison.Ordinal));
        Assert.Empty(_pulling.Files);
        Assert.Equal(before, _pulling.LockText);

        await _pulling.PullAsync(server.Address, reference, update: true);
        Assert.Equal(content, _pulling.Bytes("data.bin"));
        Assert.Contains(FakeHub.Hash(content), _pulling.LockText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hf:org/repo/../data.bin")]
    [InlineData("hf:org/repo/a/../../data.bin")]
    [InlineData("hf:org/repo/%2e%2e/data.bin")]
    [InlineData("hf:../../data.bin")]
    [InlineData("hf:org/repo//data.bin")]
    [InlineData("hf:org/repo/C:/data.bin")]
    [InlineData("hf:org/repo/a\\data.bin")]
    [InlineData("hf:org/repo/a\u202ebin.exe")]
    [InlineData("hf:org/repo/a\nb")]
    [InlineData("hf:org/repo/NUL.bin")]
    [InlineData("hf:org/repo/data.")]
    [InlineData("hf:org/repo@../data.bin")]
    [InlineData("https://example.org/a/../data.bin")]
    [InlineData("https://example.org/a/%2e%2e/data.bin")]
    [InlineData("https://example.org/a/..%2Fdata.bin")]
    [InlineData("https://example.org/a/b%5Cdata.bin")]
    [InlineData("https://example.org/")]
    public Task A_path_that_may_lead_elsewhere(string reference) => RefusedAsync(reference);

    [Theory]
    [InlineData("ftp://example.org/data.bin", "only https")]
    [InlineData("http://example.org/data.bin", "only https")]
    [InlineData("file:///etc/passwd", "only https")]
    [InlineData("https://name:word@example.org/data.bin", "password")]
    [InlineData("https://example.org/data.bin?X-Amz-Signature=abc", "secret")]
    [InlineData("data.bin", "hf:ORG/REPO")]
    public async Task An_address_that_is_not_safe(string reference, string why) =>
        Assert.DoesNotContain("abc", await RefusedAsync(reference, why), StringComparison.Ordinal);

    [Theory]
    [InlineData("../data.bin")]
    [InlineData("/etc/passwd")]
    [InlineData("a\\b")]
    [InlineData("evalkit.lock.json")]
    public async Task A_model_that_names_data_elsewhere(string location)
    {
        _hub.Small["model.onnx"] = ModelBytes.WithTensorIn(location);
        _hub.Small[location] = Bytes;
        await RefusedAsync("hf:org/repo/model.onnx");
    }

    [Fact]
    public async Task A_model_whose_data_are_missing()
    {
        _hub.Small["model.onnx"] = ModelBytes.WithTensorIn("model.data");
        await RefusedAsync("hf:org/repo/model.onnx", "'model.data'", "which the repository does not have");
    }

    [Fact]
    public async Task A_page_instead_of_a_model()
    {
        await using var server = new LoopbackServer(_ => Reply.Text(200, "<!DOCTYPE html><html>Sign in</html>"));
        await RefusedAsync($"{server.Address}model.onnx", "web page");
    }

    [Theory]
    [InlineData(12L, null)]
    [InlineData(-1L, "some bytes and more")]
    public async Task A_body_longer_than_listed(long announced, string? body)
    {
        _hub.Fault = request => request.Path == "/data.bin" ? Reply.Text(200, body ?? "some bytes..") with { Announced = announced } : null;
        await RefusedAsync("hf:org/repo/data.bin", announced < 0 ? "more than the 10 bytes" : "announces 12 bytes, but 10 are listed");
    }

    [Theory]
    [InlineData(10L)]
    [InlineData(-1L)]
    public async Task A_body_shorter_than_listed_is_tried_again_and_given_up(long announced)
    {
        _hub.Fault = request => request.Path == "/data.bin" ? Reply.Text(200, "some") with { Announced = announced } : null;
        await Assert.ThrowsAsync<TransientException>(() => _pulling.PullAsync(_hub, "hf:org/repo/data.bin"));
        Assert.Equal([1.0, 2, 4, 8, 16], _pulling.Time.Waits);
        Assert.DoesNotContain("org/repo/data.bin", _pulling.Files);
    }

    [Fact]
    public async Task A_file_larger_than_allowed()
    {
        _pulling.Limits = _pulling.Limits with { MostBytes = 9 };
        await RefusedAsync("hf:org/repo/data.bin", "--max-gb");
        await using var server = new LoopbackServer(_ => new Reply(200, Bytes) { Announced = -1 });
        await RefusedAsync($"{server.Address}data.bin", "--max-gb");
    }

    [Fact]
    public async Task A_file_larger_than_the_disk()
    {
        _pulling.Limits = _pulling.Limits with { FreeBytes = _ => 9 };
        await RefusedAsync("hf:org/repo/data.bin", "needs 10 B more, but only 9 B are free");
    }

    [Fact]
    public async Task An_encoding_that_was_not_asked_for()
    {
        _hub.Fault = request => request.Path == "/data.bin" ? new Reply(200, Bytes).With("Content-Encoding", "gzip") : null;
        await RefusedAsync("hf:org/repo/data.bin", "gzip");
    }

    [Fact]
    public async Task A_file_that_lies_there_and_was_not_pulled()
    {
        Directory.CreateDirectory(_pulling.At("org/repo"));
        await File.WriteAllTextAsync(_pulling.At("org/repo/data.bin"), "mine");
        var problem = await Assert.ThrowsAsync<UserException>(() => _pulling.PullAsync(_hub, "hf:org/repo/data.bin"));
        Assert.Contains("was not pulled", problem.Message, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(_pulling.At("org/repo/data.bin")));
    }

    [Fact]
    public async Task Two_addresses_of_one_name()
    {
        await using var server = new LoopbackServer(_ => new Reply(200, Bytes));
        await _pulling.PullAsync(server.Address, $"{server.Address}a/data.bin");
        var problem = await Assert.ThrowsAsync<UserException>(() => _pulling.PullAsync(server.Address, $"{server.Address}b/data.bin"));
        Assert.Contains("was pulled from", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_file_that_leads_elsewhere()
    {
        await File.WriteAllTextAsync(_pulling.At(LockFile.Name), $$"""{ "version": 1, "files": { "../x": { "ref": "hf:org/repo/data.bin", "url": "", "revision": null, "bytes": 1, "sha256": "{{new string('a', 64)}}" } } }""");
        var problem = await Assert.ThrowsAsync<UserException>(() => _pulling.RestoreAsync(_hub));
        Assert.Contains("'../x'", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hf:org/repo", "name a file of it", "data.onnx (1 B)")]
    [InlineData("hf:org/repo/data.onx", "did you mean 'data.onnx'?")]
    [InlineData("hf:org/other/data.onnx", "HTTP 404 (Repository not found)")]
    public async Task A_name_that_is_not_there(string reference, params string[] parts)
    {
        _hub.Small["data.onnx"] = [1];
        await RefusedAsync(reference, parts);
    }

    private async Task<string> RefusedAsync(string reference, params string[] parts)
    {
        var problem = await Assert.ThrowsAsync<UserException>(() => _pulling.PullAsync(_hub, reference));
        Assert.All(parts, part => Assert.Contains(part, problem.Message, StringComparison.Ordinal));
        Assert.DoesNotContain(_pulling.Files, file => !file.EndsWith(".part", StringComparison.Ordinal) && !file.EndsWith(".part.of", StringComparison.Ordinal));
        Assert.False(File.Exists(_pulling.At(LockFile.Name)));
        return problem.Message;
    }
}
