using System.Globalization;

namespace EvalKit.Cli.Tests.Runs;

public sealed class LockTests : IDisposable
{
    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_run_names_the_first_and_goes_on_once_that_is_killed()
    {
        var config = _folder.Config(["linear", "cnn-5-s0"]);
        using var first = Evalkit.Start(_folder.Path, ["run", config, "--out", "run", "--threads", "1"]);
        while (_folder.Units("run") < 1) await Task.Delay(5);

        var second = await Evalkit.RunAsync(_folder.Path, ["run", config, "--out", "run"]);
        Assert.Equal(ExitCodes.Retry, second.Code);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"in use (evalkit run, process {first.Id} on {Environment.MachineName}, since "), second.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Done, (await Evalkit.RunAsync(_folder.Path, ["run", config, "--out", "run", "--dry-run"])).Code);

        first.Kill();
        await Evalkit.EndAsync(first);
        Assert.Equal(ExitCodes.Done, (await Evalkit.RunAsync(_folder.Path, ["run", config, "--out", "run"])).Code);
        Assert.DoesNotContain(Directory.GetFiles(_folder.At("run")), file => Path.GetFileName(file).StartsWith(".lock.", StringComparison.Ordinal));
    }
}
