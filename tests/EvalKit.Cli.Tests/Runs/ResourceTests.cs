using System.Diagnostics;

namespace EvalKit.Cli.Tests.Runs;

/// <summary>What a run does when the machine has no more to give: one clear message, nothing half-written, nothing lost.</summary>
public sealed class ResourceTests : IDisposable
{
    private static readonly string[] Models = ["linear", "cnn-2-s0"];

    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>A limit of file size stands for a full disk, which needs a disk of its own: units are written, the report does not fit.</summary>
    [Fact]
    public async Task Where_a_file_does_not_fit_the_run_keeps_what_it_has_and_goes_on_later()
    {
        var config = _folder.Config(Models);
        await RunAsync("whole", config);

        var full = await LimitedAsync("trap '' XFSZ; ulimit -f 60", config);
        Assert.Equal(ExitCodes.Retry, full.Code);
        Assert.Matches(@"evalkit: \S+: cannot be written: the process may write no file of that size; raise the limit \(ulimit -f\), and run the same command again: what is finished is kept", full.Error);
        Assert.DoesNotContain(Directory.EnumerateFiles(_folder.At("run"), "*", SearchOption.AllDirectories), file => file.EndsWith(".tmp", StringComparison.Ordinal));
        var kept = _folder.UnitFiles("run").ToDictionary(file => file, File.GetLastWriteTimeUtc);
        Assert.NotEmpty(kept);

        await RunAsync("run", config);
        Assert.Equal(_folder.Hashes("whole"), _folder.Hashes("run"));
        Assert.All(kept, unit => Assert.Equal(unit.Value, File.GetLastWriteTimeUtc(unit.Key)));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told_before_anything_is_computed()
    {
        var result = await Evalkit.RunAsync(_folder.Path, ["run", _folder.Config(Models), "--out", "/proc/run"]);
        Assert.Equal(ExitCodes.Failed, result.Code);
        Assert.Contains("/proc/run: cannot be written (", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    /// <summary>So a finished run may lie where nobody can write.</summary>
    [Fact]
    public async Task What_reads_a_run_writes_nothing_into_its_folder()
    {
        var config = _folder.Config(Models);
        await RunAsync("run", config);
        var before = State();
        foreach (var command in new[] { "report run", "report run --format json", "status run", "clean run", "compare run run", $"run {config} --out run --dry-run" })
            Assert.Equal(ExitCodes.Done, (await Evalkit.RunAsync(_folder.Path, command.Split(' '))).Code);

        Assert.Equal(before, State());

        SortedDictionary<string, DateTime> State() => new(
            Directory.GetFileSystemEntries(_folder.At("run"), "*", SearchOption.AllDirectories).Append(_folder.At("run")).ToDictionary(entry => entry, File.GetLastWriteTimeUtc), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_vanishes_ends_the_run()
    {
        var config = _folder.Config(Models);
        using var process = Evalkit.Start(_folder.Path, ["run", config, "--out", "run", "--threads", "1"]);
        while (_folder.Units("run") < 2) await Task.Delay(5);
        Directory.Move(_folder.At("run"), _folder.At("gone"));
        var result = await Evalkit.EndAsync(process);

        Assert.True(result.Code is ExitCodes.Retry or ExitCodes.Failed, result.Error);
        Assert.Contains("run", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    private async Task RunAsync(string run, string config)
    {
        var result = await Evalkit.RunAsync(_folder.Path, ["run", config, "--out", run]);
        Assert.True(result.Code == ExitCodes.Done, result.Error);
    }

    // The runtime keeps code that it makes in a file of 2 GB in memory, unless it is told not to.
    private async Task<Evalkit.Result> LimitedAsync(string limit, string config)
    {
        var evalkit = Path.Combine(AppContext.BaseDirectory, "evalkit");
        var start = new ProcessStartInfo("bash", ["-c", $"{limit}; exec \"$0\" \"$@\"", evalkit, "run", config, "--out", "run"])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using var process = Process.Start(start)!;
        return await Evalkit.EndAsync(process);
    }
}
