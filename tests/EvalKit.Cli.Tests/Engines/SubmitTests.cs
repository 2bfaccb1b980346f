using System.Diagnostics;
using EvalKit.Cli.Engines;
using EvalKit.Cli.Tests.Runs;

namespace EvalKit.Cli.Tests.Engines;

public sealed class SubmitTests : IDisposable
{
    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(new[] { 5 }, "5")]
    [InlineData(new[] { 0, 1, 2 }, "0-2")]
    [InlineData(new[] { 0, 2, 3, 7, 8, 9 }, "0,2-3,7-9")]
    public void Indices_are_written_as_ranges(int[] indices, string expected) => Assert.Equal(expected, SlurmSubmission.Indices(indices));

    [Fact]
    public async Task A_dry_run_writes_the_scripts_and_tells_the_commands()
    {
        _folder.Config(["linear"]);
        var told = await SubmitAsync(
            "--shards", "3", "--set", "name=A.b", "--out", "a run", "--cpus", "2", "--memory", "4", "--time", "1:00:00", "--partition", "fast", "--sbatch=--constraint=zen4", "--dry-run");

        var folder = _folder.At("a run/slurm");
        Assert.Equal(
            $"{folder}$ sbatch --parsable --array=0-2 shard.sh\n{folder}$ sbatch --parsable --dependency=afterany:ARRAY merge.sh\n", told);
        var shard = await File.ReadAllTextAsync(Path.Combine(folder, "shard.sh"));
        string[] options = [.. shard.Split('\n').Where(line => line.StartsWith("#SBATCH ", StringComparison.Ordinal)).Select(line => line[8..])];
        Assert.Equal(
            [
                "--array=0-2", "--requeue", "--signal=B:USR1@60", "--job-name=evalkit-a-b", "--output=shard-%a.log", "--open-mode=append", "--nodes=1",
                "--ntasks=1", "--cpus-per-task=2", "--mem=4G", "--partition=fast", "--time=1:00:00", "--constraint=zen4",
            ],
            options);
        Assert.Contains(" run eval.yaml --set name=A.b --out 'a run' --shard auto/3 &\n", shard, StringComparison.Ordinal);
        Assert.Contains(" merge 'a run' --config eval.yaml --set name=A.b\n", await File.ReadAllTextAsync(Path.Combine(folder, "merge.sh")), StringComparison.Ordinal);
        foreach (var script in Directory.GetFiles(folder)) await CheckedAsync(script);
    }

    [Fact]
    public async Task Only_shards_with_something_left_are_submitted()
    {
        _folder.Config(["linear", "cnn-2-s0"]);
        Assert.Equal(ExitCodes.Done, (await Evalkit.RunAsync(_folder.Path, ["run", "eval.yaml", "--out", "run", "--shard", "1/3"])).Code);
        Assert.Contains("--array=0,2 ", await SubmitAsync("--shards", "3", "--out", "run", "--dry-run"), StringComparison.Ordinal);

        Assert.Equal(ExitCodes.Done, (await Evalkit.RunAsync(_folder.Path, ["run", "eval.yaml", "--out", "run"])).Code);
        var told = await SubmitAsync("--shards", "3", "--out", "run", "--dry-run");
        Assert.StartsWith("no unit is missing\n", told, StringComparison.Ordinal);
        Assert.DoesNotContain("shard.sh", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sbatch cannot be started", "--engine", "slurm")]
    [InlineData("not an option of sbatch", "--engine", "slurm", "--sbatch", "reservation", "--dry-run")]
    [InlineData("--image is no option of --engine slurm", "--engine", "slurm", "--image", "x")]
    [InlineData("--engine kubernetes needs --image", "--engine", "kubernetes")]
    [InlineData("the current folder lies at /work", "--engine", "kubernetes", "--image", "x", "--out", "../elsewhere")]
    public async Task What_cannot_work_is_refused(string message, params string[] options)
    {
        _folder.Config(["linear"]);
        var result = await Evalkit.RunAsync(_folder.Path, ["submit", "eval.yaml", "--shards", "2", .. options], ("PATH", "/nowhere"));
        Assert.Equal(ExitCodes.Failed, result.Code);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    private async Task<string> SubmitAsync(params string[] options)
    {
        var result = await Evalkit.RunAsync(_folder.Path, ["submit", "eval.yaml", "--engine", "slurm", .. options]);
        Assert.True(result.Code == ExitCodes.Done, result.Error);
        return result.Output;
    }

    private static async Task CheckedAsync(string script)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-n", script]) { RedirectStandardError = true })!;
        var error = await bash.StandardError.ReadToEndAsync();
        await bash.WaitForExitAsync();
        Assert.True(bash.ExitCode == 0, error);
    }
}
