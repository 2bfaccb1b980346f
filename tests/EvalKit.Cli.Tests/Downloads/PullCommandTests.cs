using EvalKit.Cli.Tests.Runs;

namespace EvalKit.Cli.Tests.Downloads;

/// <summary>The command as a user starts it.</summary>
public sealed class PullCommandTests : IAsyncDisposable
{
    private readonly FakeHub _hub = new();
    private readonly RunFolder _folder = new();

    public PullCommandTests() => _hub.Large["a/linear.onnx"] = File.ReadAllBytes(Path.Combine(Evalkit.Root, "models/fashion/linear.onnx"));

    public async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task It_says_what_it_brought_and_what_to_do_next()
    {
        var result = await RunAsync("hf:org/repo/a/linear.onnx");
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Equal(
            $"models/org/repo/a/linear.onnx     32 kB  sha256 {FakeHub.Hash(_hub.Large["a/linear.onnx"])}  received\nnext: evalkit init models/org/repo/a/linear.onnx --data PATH --out eval.yaml\n",
            result.Output.ReplaceLineEndings("\n"));
        Assert.Equal("Bearer hf_topsecret", _hub.Server.Requests[0].Header("Authorization"));
    }

    [Fact]
    public async Task What_will_not_be_and_what_may_be_have_codes_of_their_own()
    {
        _hub.Fault = request => request.Path.StartsWith("/api/models/org/busy", StringComparison.Ordinal) ? Reply.Text(429, "").With("Retry-After", "3600") : null;
        Assert.Equal(ExitCodes.Retry, (await RunAsync("hf:org/busy/a.onnx", "hf:org/repo/a/linear.onnx")).Code);
        Assert.True(File.Exists(_folder.At("models/org/repo/a/linear.onnx")));
        var both = await RunAsync("hf:org/busy/a.onnx", "hf:org/repo/none.onnx");
        Assert.Equal(ExitCodes.Failed, both.Code);
        Assert.DoesNotContain("topsecret", both.Error, StringComparison.Ordinal);
    }

    private Task<Evalkit.Result> RunAsync(params string[] references) =>
        Evalkit.RunAsync(_folder.Path, ["pull", .. references, "--hub", _hub.Server.Address.AbsoluteUri], ("HF_TOKEN", "hf_topsecret"));
}
