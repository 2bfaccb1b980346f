using System.Diagnostics;

namespace EvalKit.Cli.Tests.Runs;

/// <summary>What a run does when the machine has no more to give: one clear message, nothing half-written, nothing lost.</summary>
public sealed class ResourceTests : IDisposable
{
    private static readonly string[] Models = ["linear", "cnn-2-s0"];

    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// The run's folder is a disk of its own with room for some of the units, and later for all. Only where a process may have such a
    /// disk (a namespace of its own, or the right to mount).
    /// </summary>
    [Fact]
    public async Task Where_the_disk_is_full_the_run_keeps_what_it_has_and_goes_on_later()
    {
        await RunAsync("whole", _folder.Config(Models));
        await File.WriteAllTextAsync(_folder.At("disk.sh"), """
            mount -t tmpfs -o size=160k tmpfs run || exit 99
            "$0" run eval.yaml --out run > /dev/null 2> full.txt; echo $? > full.code
            find run -type f -printf '%P\n' > full.files
            find run -name '*.parquet' -printf '%P %T@\n' > full.units
            mount -o remount,size=64m run
            "$0" run eval.yaml --out run > /dev/null 2> more.txt; echo $? > more.code
            find run -name '*.parquet' -printf '%P %T@\n' > more.units
            cp -r run kept
            """);
        Directory.CreateDirectory(_folder.At("run"));
        if (!await HasDiskAsync("--mount") && !await HasDiskAsync("--map-root-user", "--mount"))
        {
            Console.WriteLine("No disk of its own may be mounted here: a full disk is not tested");
            return;
        }

        Assert.Equal("75", await TextAsync("full.code"));
        Assert.Matches(@"evalkit: \S+: cannot be written: the disk is full; free some space, and run the same command again: what is finished is kept$", await TextAsync("full.txt"));
        Assert.DoesNotContain(".tmp", await TextAsync("full.files"), StringComparison.Ordinal);
        var kept = (await TextAsync("full.units")).Split('\n');
        Assert.InRange(kept.Length, 1, _folder.Units("whole") - 1);
        Assert.Equal("0", await TextAsync("more.code"));
        Assert.Subset(new HashSet<string>((await TextAsync("more.units")).Split('\n')), new HashSet<string>(kept));
        Assert.Equal(_folder.Hashes("whole"), _folder.Hashes("kept"));
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

    /// <summary>The runtime itself could not load its libraries, and would not say why.</summary>
    [Theory]
    [InlineData("run eval.yaml --out run")]
    [InlineData("compare done done")]
    public async Task Too_few_file_handles_are_told_at_once(string command)
    {
        await RunAsync("done", _folder.Config(["linear"]));
        var evalkit = Path.Combine(AppContext.BaseDirectory, "evalkit");
        var start = new ProcessStartInfo("bash", ["-c", $"ulimit -n 64; exec \"$0\" {command}", evalkit]) { WorkingDirectory = _folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var result = await Evalkit.EndAsync(process);

        Assert.Equal(
            (ExitCodes.Retry, "", "evalkit: the process may open only 64 files at once, and needs 256: raise the limit (ulimit -n 256), and run the same command again: what is finished is kept\n"),
            (result.Code, result.Output, result.Error));
        Assert.False(Directory.Exists(_folder.At("run")));
    }

    [Theory]
    [InlineData("Max open files            255                  255                  files     ", true)]
    [InlineData("Max open files            256                  4096                 files     ", false)]
    [InlineData("Max open files            unlimited            unlimited            files     ", false)]
    [InlineData("Max processes             12                   12                   processes ", false)]
    public void The_least_number_of_file_handles_is_enough(string limits, bool isLack) => Assert.Equal(isLack, FileHandles.Lack(limits) is not null);

    private async Task RunAsync(string run, string config)
    {
        var result = await Evalkit.RunAsync(_folder.Path, ["run", config, "--out", run]);
        Assert.True(result.Code == ExitCodes.Done, result.Error);
    }

    private async Task<string> TextAsync(string file) => (await File.ReadAllTextAsync(_folder.At(file))).TrimEnd();

    private async Task<bool> HasDiskAsync(params string[] namespaces)
    {
        var evalkit = Path.Combine(AppContext.BaseDirectory, "evalkit");
        var start = new ProcessStartInfo("unshare", [.. namespaces, "bash", "-c", await TextAsync("disk.sh"), evalkit]) { WorkingDirectory = _folder.Path, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
