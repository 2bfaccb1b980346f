namespace EvalKit.Cli.Tests.Runs;

public sealed class CleanTests : IDisposable
{
    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_the_plan_does_not_need_is_told_and_removed_and_nothing_else()
    {
        await RunAsync("linear", "cnn-2-s0");
        await RunAsync("linear");
        var needed = _folder.Units("run") / 2;
        var expected = _folder.Hashes("run");
        var stray = Path.GetFileNameWithoutExtension(_folder.UnitFiles("run")[0]);
        Directory.CreateDirectory(_folder.At("run/failures"));
        foreach (var file in new[] { "run/failures/0123.json", $"run/failures/{stray}.json", "run/units/.x.parquet.elsewhere.1.abc.tmp", "run/notes.txt" })
            await File.WriteAllTextAsync(_folder.At(file), "{}");

        var told = await CleanAsync();
        Assert.Matches($@"units of the plan, of {needed}\s+{needed}\s+\d+\.\d MB\n", told);
        Assert.Matches(@"failures of the plan\s+0\s", told);
        Assert.Matches($@"units that the plan does not need\s+{needed}\s", told);
        Assert.Matches(@"failures that the plan does not need\s+2\s", told);
        Assert.Matches(@"temporary files of killed processes\s+1\s", told);
        Assert.Contains("'evalkit clean run --remove' frees 0.", told, StringComparison.Ordinal);
        Assert.Equal(2 * needed, _folder.Units("run"));

        Assert.Contains("removed: 0.", await CleanAsync("--remove"), StringComparison.Ordinal);
        Assert.EndsWith("nothing to remove\n", await CleanAsync(), StringComparison.Ordinal);
        Assert.Equal(needed, _folder.Units("run"));
        Assert.True(File.Exists(_folder.At("run/notes.txt")));
        Assert.All(_folder.Hashes("run").Where(file => file.Key != "notes.txt"), file => Assert.Equal(expected[file.Key], file.Value));
    }

    private async Task RunAsync(params string[] models)
    {
        var result = await Evalkit.RunAsync(_folder.Path, ["run", _folder.Config(models), "--out", "run"]);
        Assert.True(result.Code == ExitCodes.Done, result.Error);
    }

    private async Task<string> CleanAsync(params string[] options)
    {
        var result = await Evalkit.RunAsync(_folder.Path, ["clean", "run", .. options]);
        Assert.True(result.Code == ExitCodes.Done, result.Error);
        return result.Output;
    }
}
