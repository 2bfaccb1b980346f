using System.Text.Json;

namespace EvalKit.Cli.Tests.Runs;

public sealed class GalleryTests : IDisposable
{
    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_pictures_shown_are_kept_so_that_a_report_needs_no_data()
    {
        var result = await Evalkit.RunAsync(_folder.Path, ["run", _folder.Config(["linear", "cnn-2-s0"]), "--out", "run"]);
        Assert.True(result.Code == ExitCodes.Done, result.Error);
        var written = await File.ReadAllTextAsync(_folder.At("run/report.html"));

        using var kept = JsonDocument.Parse(await File.ReadAllBytesAsync(_folder.At("run/thumbnails.json")));
        Assert.All(kept.RootElement.EnumerateArray(), picture => Assert.Equal(28 * 28, picture.GetProperty("pixels").GetBytesFromBase64().Length));
        Assert.InRange(kept.RootElement.GetArrayLength(), 2, 6);
        Assert.Contains("alt=\"rise of cnn-2-s0 on sample", written, StringComparison.Ordinal);
        Assert.Contains(", Ankle boot: predicts ", written, StringComparison.Ordinal);

        var again = await Evalkit.RunAsync(_folder.Path, ["report", "run", "--format", "html"]);
        Assert.Equal(written, again.Output);

        File.Delete(_folder.At("run/thumbnails.json"));
        var bare = await Evalkit.RunAsync(_folder.Path, ["report", "run", "--format", "html"]);
        Assert.Contains("The pictures themselves are not in the run's folder", bare.Output, StringComparison.Ordinal);
        Assert.Contains("alt=\"rise of cnn-2-s0 on sample", bare.Output, StringComparison.Ordinal);
    }
}
