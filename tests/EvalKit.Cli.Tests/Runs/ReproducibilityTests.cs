using System.Text.Json;

namespace EvalKit.Cli.Tests.Runs;

public sealed class ReproducibilityTests : IDisposable
{
    private static readonly string[] Models = ["linear", "cnn-2-s0", "cnn-5-s0"];

    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Threads_order_and_interruptions_do_not_change_a_byte()
    {
        await RunAsync("one", Models, "--threads", "1");
        var expected = _folder.Hashes("one");
        var units = _folder.Units("one");

        await RunAsync("two", [.. Models.Reverse()], "--threads", "2");
        Assert.Equal(expected, _folder.Hashes("two"));

        // Killed early, half-way and late.
        foreach (var at in new[] { 1, units / 2, units - 2 }) await KillAsync("killed", at);
        await RunAsync("killed", Models);
        Assert.Equal(expected, _folder.Hashes("killed"));
    }

    [Fact]
    public async Task A_worker_killed_between_writing_and_renaming_leaves_nothing_wrong()
    {
        await RunAsync("plain", Models);

        // Each worker dies at its fourth file, and the next one goes on; or at its first, and none can.
        var hurt = await Evalkit.RunAsync(_folder.Path, ["run", _folder.Config(Models), "--out", "hurt"], ("EVALKIT_TEST_KILL", "before-rename *.parquet 4"));
        Assert.True(hurt.Code == ExitCodes.Done, hurt.Error);
        Assert.Equal(_folder.Hashes("plain"), _folder.Hashes("hurt"));
        hurt = await Evalkit.RunAsync(_folder.Path, ["run", _folder.Config(Models), "--out", "hurt", "--fresh"], ("EVALKIT_TEST_KILL", "before-rename *.parquet 1"));
        Assert.Equal(ExitCodes.Retry, hurt.Code);
        Assert.Contains("signal 9", hurt.Error, StringComparison.Ordinal);

        await RunAsync("hurt", Models);
        Assert.Equal(_folder.Hashes("plain"), _folder.Hashes("hurt"));
    }

    [Fact]
    public async Task A_further_model_computes_only_its_own_units()
    {
        await RunAsync("grown", Models[..2]);
        var before = Directory.GetFiles(_folder.At("grown/units")).ToDictionary(file => file, File.GetLastWriteTimeUtc);
        await RunAsync("grown", Models);

        Assert.All(before, unit => Assert.Equal(unit.Value, File.GetLastWriteTimeUtc(unit.Key)));
        Assert.Equal(before.Count / 2 * 3, _folder.Units("grown"));
    }

    [Fact]
    public async Task Whatever_units_are_missing_the_run_goes_on_from_there()
    {
        await RunAsync("run", Models);
        var expected = _folder.Hashes("run");
        // The first method's figures and all of the second method: the figures stand first in the plan.
        using var plan = JsonDocument.Parse(await File.ReadAllBytesAsync(_folder.At("run/plan.json")));
        foreach (var unit in plan.RootElement.GetProperty("units").EnumerateArray())
        {
            if (unit.GetProperty("what").GetString() is "occlusion/relevance-gain" or "rise" or "rise/relevance-gain")
                File.Delete(_folder.At($"run/units/{unit.GetProperty("id").GetString()}.parquet"));
        }

        await RunAsync("run", Models);

        Assert.Equal(expected, _folder.Hashes("run"));
    }

    [Fact]
    public async Task A_damaged_unit_is_computed_again_and_said()
    {
        await RunAsync("run", Models);
        var expected = _folder.Hashes("run");
        var unit = Directory.GetFiles(_folder.At("run/units")).Order(StringComparer.Ordinal).First();
        var bytes = await File.ReadAllBytesAsync(unit);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(unit, bytes);

        var result = await RunAsync("run", Models);

        Assert.Contains("damaged", result.Error, StringComparison.Ordinal);
        Assert.Equal(expected, _folder.Hashes("run"));
    }

    [Fact]
    public async Task An_interrupt_ends_with_130_and_keeps_what_was_finished()
    {
        using var process = Evalkit.Start(_folder.Path, ["run", _folder.Config(Models), "--out", "run", "--threads", "1"]);
        while (_folder.Units("run") < 2) await Task.Delay(5);
        await Evalkit.SignalAsync(process, "INT");
        var result = await Evalkit.EndAsync(process);

        Assert.Equal(ExitCodes.Cancelled, result.Code);
        Assert.Contains("what was finished is kept", result.Error, StringComparison.Ordinal);
        Assert.True(_folder.Units("run") >= 2);
        await RunAsync("run", Models);
    }

    private async Task<Evalkit.Result> RunAsync(string run, string[] models, params string[] options)
    {
        var result = await Evalkit.RunAsync(_folder.Path, ["run", _folder.Config(models), "--out", run, .. options]);
        Assert.True(result.Code == ExitCodes.Done, result.Error);
        return result;
    }

    private async Task KillAsync(string run, int units)
    {
        using var process = Evalkit.Start(_folder.Path, ["run", _folder.Config(Models), "--out", run]);
        while (_folder.Units(run) < units && !process.HasExited) await Task.Delay(5);
        process.Kill();
        await Evalkit.EndAsync(process);
    }
}
