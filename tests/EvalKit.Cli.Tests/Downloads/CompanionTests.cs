using EvalKit.Cli.Downloads;

namespace EvalKit.Cli.Tests.Downloads;

/// <summary>What comes with a model, where it goes, and what the lock file keeps of it.</summary>
public sealed class CompanionTests : IAsyncDisposable
{
    private static readonly byte[] Model = ModelBytes.WithTensorIn("./model.onnx_data");

    private readonly FakeHub _hub = new();
    private readonly Pulling _pulling = new();

    public CompanionTests()
    {
        _hub.Large["onnx/model.onnx"] = Model;
        _hub.Large["onnx/model.onnx_data"] = [1, 2];
        _hub.Small["config.json"] = "{}"u8.ToArray();
        _hub.Small["onnx/tokenizer.json"] = "[1]"u8.ToArray();
        _hub.Small["tokenizer.json"] = "[2]"u8.ToArray();
        _hub.Small["README.md"] = "#"u8.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        _pulling.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task They_lie_beside_the_model_the_nearest_of_equal_names()
    {
        var files = await _pulling.PullAsync(_hub, "hf:org/repo/onnx/model.onnx");
        Assert.Equal(["org/repo/onnx/config.json", "org/repo/onnx/model.onnx", "org/repo/onnx/model.onnx_data", "org/repo/onnx/tokenizer.json"], _pulling.Files);
        Assert.Equal("[1]"u8.ToArray(), _pulling.Bytes("org/repo/onnx/tokenizer.json"));
        Assert.Equal(
            new PulledFile(_pulling.At("org/repo/onnx/model.onnx"), Model.Length, FakeHub.Hash(Model), IsNew: true), files[0]);
    }

    [Fact]
    public async Task None_come_where_none_are_wanted()
    {
        await _pulling.PullAsync(_hub, "hf:org/repo/onnx/model.onnx", companions: false);
        Assert.Equal(["org/repo/onnx/model.onnx"], _pulling.Files);
    }

    [Fact]
    public async Task The_lock_file_says_what_each_is()
    {
        await _pulling.PullAsync(_hub, "hf:org/repo@main/onnx/model.onnx_data");
        await _pulling.PullAsync(_hub, "hf:org/repo/config.json");
        Assert.Equal($$"""
            {
              "version": 1,
              "files": {
                "org/repo/config.json": {
                  "ref": "hf:org/repo/config.json",
                  "url": "{{_hub.Server.Address}}org/repo/resolve/{{FakeHub.Commit}}/config.json",
                  "revision": "{{FakeHub.Commit}}",
                  "bytes": 2,
                  "sha256": "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
                },
                "org/repo/onnx/model.onnx_data": {
                  "ref": "hf:org/repo@main/onnx/model.onnx_data",
                  "url": "{{_hub.Server.Address}}org/repo/resolve/{{FakeHub.Commit}}/onnx/model.onnx_data",
                  "revision": "{{FakeHub.Commit}}",
                  "bytes": 2,
                  "sha256": "a12871fee210fb8619291eaea194581cbd2531e4b23759d225f6806923f63222"
                }
              }
            }

            """.ReplaceLineEndings("\n"), _pulling.LockText);
    }

    [Fact]
    public async Task A_second_pull_receives_nothing_and_changes_nothing()
    {
        await _pulling.PullAsync(_hub, "hf:org/repo/onnx/model.onnx");
        var (text, asked) = (_pulling.LockText, _hub.StoreRequests.Count);
        var files = await _pulling.PullAsync(_hub, "hf:org/repo/onnx/model.onnx");
        Assert.All(files, file => Assert.False(file.IsNew));
        Assert.Equal((text, asked), (_pulling.LockText, _hub.StoreRequests.Count));
        Assert.Equal($"/api/models/org/repo/revision/{FakeHub.Commit}?blobs=true", _hub.Server.Requests[^1].Path);
    }

    [Fact]
    public async Task Damaged_and_lost_files_come_back_from_the_lock_file()
    {
        await _pulling.PullAsync(_hub, "hf:org/repo/onnx/model.onnx");
        File.Delete(_pulling.At("org/repo/onnx/config.json"));
        await File.WriteAllTextAsync(_pulling.At("org/repo/onnx/model.onnx"), "damaged");
        var files = await _pulling.RestoreAsync(_hub);
        Assert.Equal(["config.json", "model.onnx"], files.Where(file => file.IsNew).Select(file => Path.GetFileName(file.Path)));
        Assert.Equal(Model, _pulling.Bytes("org/repo/onnx/model.onnx"));
    }

    [Theory]
    [InlineData("blob")]
    [InlineData("resolve")]
    public async Task The_hubs_own_pages_name_the_file_too(string page)
    {
        await _pulling.PullAsync(_hub, $"{_hub.Server.Address}org/repo/{page}/main/config.json?download=true");
        Assert.Equal(["org/repo/config.json"], _pulling.Files);
        Assert.Contains("\"hf:org/repo@main/config.json\"", _pulling.LockText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_of_a_web_server_brings_the_data_that_it_names()
    {
        await using var server = new LoopbackServer(request => request.Path switch
        {
            "/a/model.onnx?raw=1" => new Reply(200, Model),
            "/a/model.onnx_data" => new Reply(200, [7]),
            _ => Reply.Text(404, ""),
        });
        await _pulling.PullAsync(_hub, $"{server.Address}a/model.onnx?raw=1");
        Assert.Equal(["model.onnx", "model.onnx_data"], _pulling.Files);
    }

    [Theory]
    [InlineData("hf:org/repo/a.onnx", "org/repo", null, "a.onnx")]
    [InlineData("hf://org/repo@v1.0/a/b.onnx", "org/repo", "v1.0", "a/b.onnx")]
    [InlineData("hf:org/repo@refs/pr/3/a.onnx", "org/repo", "refs/pr/3", "a.onnx")]
    [InlineData("hf:org/repo@a%2Fb/a.onnx", "org/repo", "a/b", "a.onnx")]
    [InlineData("https://huggingface.co/org/repo/blob/refs%2Fpr%2F3/a%20b.onnx", "org/repo", "refs/pr/3", "a b.onnx")]
    public void References_to_the_hub(string text, string repository, string? revision, string path) =>
        Assert.Equal(new HubReference(repository, revision, path), new ReferenceReader(Hub.Of(null, _ => null)).Read(text));

    [Fact]
    public void The_hub_is_where_its_own_clients_look_for_it()
    {
        Assert.Equal("https://mirror.org/hf/org/repo/resolve/a%2Fb/c%20d.onnx", Hub.Of(null, name => name == "HF_ENDPOINT" ? "https://mirror.org/hf/" : null).Resolve("org/repo", "a/b", "c d.onnx").AbsoluteUri);
        Assert.Equal("https://other.org/api/models/org/repo/revision/main?blobs=true", Hub.Of("https://other.org", _ => "https://mirror.org").List("org/repo", "main").AbsoluteUri);
    }
}
