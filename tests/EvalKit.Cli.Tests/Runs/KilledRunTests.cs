namespace EvalKit.Cli.Tests.Runs;

/// <summary>The short form of <c>EvalKit.Benchmarks kill</c>.</summary>
public sealed class KilledRunTests : IDisposable
{
    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_killed_again_and_again_computes_no_finished_unit_twice()
    {
        var config = _folder.Config(["linear", "cnn-2-s0"]);
        await Run("whole").FinishAsync();
        var run = Run("killed");
        foreach (var point in new[] { "after-rename *.parquet 2", "before-rename *.parquet 5", "before-rename report.md 1" }) await run.KillAtAsync(point);
        await run.FinishAsync();

        Assert.Equal(3, run.Kills);
        Assert.Equal(_folder.Units("whole"), run.FinishedBefore);
        Assert.Equal(0, run.Twice);
        Assert.Equal(_folder.Hashes("whole"), _folder.Hashes("killed"));

        KilledRun Run(string name) => new(_folder, ["run", config, "--out", name], name);
    }
}
