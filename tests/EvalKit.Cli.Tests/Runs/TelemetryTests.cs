namespace EvalKit.Cli.Tests.Runs;

public sealed class TelemetryTests
{
    [Fact]
    public async Task The_runtime_notes_nothing_about_its_user()
    {
        var home = Directory.CreateTempSubdirectory("evalkit-home-");
        try
        {
            var model = Path.Combine(Evalkit.Root, "models", "fashion", "linear.onnx");
            var result = await Evalkit.RunAsync(home.FullName, ["inspect", model], ("HOME", home.FullName), ("XDG_CACHE_HOME", Path.Combine(home.FullName, "cache")));
            Assert.Equal((ExitCodes.Done, ""), (result.Code, result.Error));
            Assert.DoesNotContain(home.EnumerateFiles("*", SearchOption.AllDirectories), file => file.FullName.Contains("onnxruntime", StringComparison.Ordinal));
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }
}
