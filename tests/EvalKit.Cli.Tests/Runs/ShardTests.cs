using System.Text.Json;

namespace EvalKit.Cli.Tests.Runs;

/// <summary>Shards of one run, each a process as an engine starts it, and what joins them.</summary>
public sealed class ShardTests : IDisposable
{
    private static readonly string[] Models = ["linear", "cnn-2-s0", "cnn-5-s0"];

    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Shards_in_one_folder_give_what_one_machine_gives()
    {
        await SucceedAsync("run", _folder.Config(Models), "--out", "one");

        // Shard 1 twice, and all at the same time.
        var shards = await Task.WhenAll(new[] { "0", "1", "1", "2" }.Select(k => Evalkit.RunAsync(_folder.Path, ["run", "eval.yaml", "--out", "many", "--shard", $"{k}/3"])));
        Assert.All(shards, shard => Assert.True(shard.Code == ExitCodes.Done, shard.Error));
        Assert.False(File.Exists(_folder.At("many/report.json")));
        await SucceedAsync("merge", "many", "--config", "eval.yaml");

        AssertSame("one", "many");
    }

    [Fact]
    public async Task Folders_of_shards_that_shared_none_are_joined()
    {
        _folder.Config(Models);
        foreach (var k in new[] { "0", "1" }) await SucceedAsync("run", "eval.yaml", "--out", $"part{k}", "--shard", $"{k}/2");
        await SucceedAsync("merge", "part0", "part1", "--out", "joined", "--config", "eval.yaml");
        await SucceedAsync("run", "eval.yaml", "--out", "one");

        AssertSame("one", "joined");
    }

    /// <summary>Without the model it would be another plan, so the shard must not go on without it.</summary>
    [Fact]
    public async Task A_shard_whose_worker_is_killed_while_it_opens_a_model_may_do_better_later()
    {
        using var models = new Neighbourhood(BadNeighbours.Always, "{ time: 10 min }", "[{ kind: brightness, severities: [5] }]");
        foreach (var other in Neighbourhood.Bad.Except(["hanging"])) File.Delete(models.At($"{other}.onnx"));
        File.Move(models.At("good.onnx"), models.At("is-opened-later.onnx"));
        using var process = Evalkit.Start(models.At("."), ["run", "eval.yaml", "--out", "run", "--shard", "0/2"]);
        using var first = await Evalkit.LoadedAsync(process);
        await Evalkit.SignalAsync(first, "KILL");
        using var second = await Evalkit.LoadedAsync(process, first.Id);
        await Evalkit.SignalAsync(second, "KILL");
        var shard = await Evalkit.EndAsync(process);

        Assert.True(shard.Code == ExitCodes.Retry, shard.Error);
        Assert.Contains("hanging.onnx: while it was opened, twice the process was ended by signal 9 (SIGKILL) from outside", shard.Error.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
        Assert.False(File.Exists(models.At("run/plan.json")));
    }

    [Fact]
    public async Task A_gap_is_named_with_the_command_that_closes_it_and_no_report_hides_it()
    {
        _folder.Config(Models);
        await SucceedAsync("run", "eval.yaml", "--out", "run", "--shard", "0/2");

        var merged = await Evalkit.RunAsync(_folder.Path, ["merge", "run"]);
        Assert.Equal(ExitCodes.Retry, merged.Code);
        Assert.Contains("  shard 1/2: ", merged.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("shard 0/2", merged.Error, StringComparison.Ordinal);
        Assert.Contains("get them: evalkit run eval.yaml --out run --shard 1/2\n", merged.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.At("run/report.json")));

        var before = await StatusAsync("run");
        Assert.Equal(0, Units(before.GetProperty("shards")[0], "missing"));
        Assert.Equal(Units(before, "missing"), Units(before.GetProperty("shards")[1], "missing"));
        Assert.Equal(_folder.Units("run"), Units(before, "done"));

        await SucceedAsync("run", "eval.yaml", "--out", "run", "--shard", "1/2");
        await SucceedAsync("merge", "run");
        Assert.Equal(0, Units(await StatusAsync("run"), "missing"));
    }

    [Fact]
    public async Task A_deleted_unit_concerns_its_shard_alone()
    {
        _folder.Config(Models);
        foreach (var k in new[] { "0", "1" }) await SucceedAsync("run", "eval.yaml", "--out", "run", "--shard", $"{k}/2");
        var units = _folder.Units("run");
        File.Delete(Directory.GetFiles(_folder.At("run/units")).Order(StringComparer.Ordinal).First());

        var open = (await StatusAsync("run")).GetProperty("shards").EnumerateArray().Single(shard => Units(shard, "missing") == 1).GetProperty("index").GetInt32();
        Assert.Contains(" 0 computed", await SucceedAsync("run", "eval.yaml", "--out", "run", "--shard", $"{1 - open}/2"), StringComparison.Ordinal);
        Assert.Contains(" 1 computed", await SucceedAsync("run", "eval.yaml", "--out", "run", "--shard", $"{open}/2"), StringComparison.Ordinal);
        Assert.Equal(units, _folder.Units("run"));
    }

    [Fact]
    public async Task A_shard_of_another_configuration_is_refused_and_so_is_joining_it()
    {
        _folder.Config(Models);
        await SucceedAsync("run", "eval.yaml", "--out", "run", "--shard", "0/2");

        var other = await Evalkit.RunAsync(_folder.Path, ["run", "eval.yaml", "--set", "seed=1", "--out", "run", "--shard", "1/2"]);
        Assert.Equal(ExitCodes.Failed, other.Code);
        Assert.Contains("another plan than this one: they differ in seed", other.Error, StringComparison.Ordinal);

        await SucceedAsync("run", "eval.yaml", "--set", "seed=1", "--out", "other", "--shard", "1/2");
        var merged = await Evalkit.RunAsync(_folder.Path, ["merge", "run", "other"]);
        Assert.Equal(ExitCodes.Failed, merged.Code);
        Assert.Contains("different runs: their plans differ in seed", merged.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Joining_refuses_one_unit_with_two_values()
    {
        _folder.Config(Models[..1]);
        await SucceedAsync("run", "eval.yaml", "--out", "one");
        await SucceedAsync("run", "eval.yaml", "--out", "two");
        var units = Directory.GetFiles(_folder.At("two/units")).Order(StringComparer.Ordinal).ToArray();
        File.Copy(units[1], units[0], overwrite: true);

        var merged = await Evalkit.RunAsync(_folder.Path, ["merge", "one", "two"]);
        Assert.Equal(ExitCodes.Failed, merged.Code);
        Assert.Contains("one unit with different values", merged.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shard_goes_with_no_option_that_speaks_of_the_whole_run()
    {
        _folder.Config(Models);
        var refused = await Evalkit.RunAsync(_folder.Path, ["run", "eval.yaml", "--shard", "0/2", "--fresh"]);
        Assert.Equal(ExitCodes.Failed, refused.Code);
        Assert.Contains("--shard goes with neither --fresh", refused.Error, StringComparison.Ordinal);
    }

    private void AssertSame(string one, string other)
    {
        var (expected, actual) = (_folder.Hashes(one), _folder.Hashes(other));
        actual.Remove("shards.json");
        Assert.Equal(expected, actual);
    }

    private async Task<JsonElement> StatusAsync(string run)
    {
        using var status = JsonDocument.Parse(await SucceedAsync("status", run, "--format", "json"));
        return status.RootElement.Clone();
    }

    private static int Units(JsonElement status, string state) => status.GetProperty("units").GetProperty(state).GetInt32();

    private async Task<string> SucceedAsync(params string[] arguments)
    {
        var result = await Evalkit.RunAsync(_folder.Path, arguments);
        Assert.True(result.Code == ExitCodes.Done, result.Error);
        return result.Output;
    }
}
