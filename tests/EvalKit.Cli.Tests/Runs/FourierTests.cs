using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;

namespace EvalKit.Cli.Tests.Runs;

public sealed class FourierTests : IDisposable
{
    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_map_has_the_errors_that_a_run_finds_under_the_same_noise()
    {
        var config = _folder.Config(["linear", "cnn-3-s0"], "seed: 4");
        File.WriteAllText(_folder.At(config), File.ReadAllText(_folder.At(config)).Replace(
            "{ kind: jpeg, severities: [3] }", "{ kind: fourier-noise, down: 2, across: -4, severities: [3] }", StringComparison.Ordinal));
        var mapped = await Evalkit.RunAsync(_folder.Path, ["fourier", config, "--samples", "120", "--largest", "4", "--step", "2", "--out", "maps"]);
        Assert.True(mapped.Code == ExitCodes.Done, mapped.Error);
        var run = await Evalkit.RunAsync(_folder.Path, ["run", config, "--out", "run", "--format", "json"]);
        Assert.True(run.Code == ExitCodes.Done, run.Error);
        using var report = JsonDocument.Parse(run.Output);
        foreach (var model in report.RootElement.GetProperty("models").EnumerateArray())
        {
            // 5 × 5 frequencies from −4 to 4: (2, −4) lies in row 3, column 0, and its opposite in row 1, column 4.
            var name = model.GetProperty("name").GetString()!;
            var map = Map(name);
            Assert.Equal(25, map.Length);
            Assert.Equal(1 - Accuracy(model, "robustness/accuracy@fourier-noise:3"), map[15], 1e-6);
            Assert.Equal(map[15], map[9]);
            Assert.Contains(name, mapped.Output, StringComparison.Ordinal);
        }

        Assert.True(File.Exists(_folder.At("maps/fourier.png")));
        await ShowAsync(Map("linear"));
    }

    [Fact]
    public async Task Scores_that_are_not_finite_have_no_share_of_errors()
    {
        var result = await Evalkit.RunAsync(_folder.Path, ["fourier", _folder.Config(["linear"], "input: { scale: 1.0e38 }"), "--samples", "20", "--largest", "1", "--out", "maps"]);
        Assert.Equal(ExitCodes.Failed, result.Code);
        Assert.Contains("linear.onnx: its scores of some pictures are not finite", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.At("maps")));
    }

    [Fact]
    public async Task Numbers_that_make_no_sense_are_refused()
    {
        var result = await Evalkit.RunAsync(_folder.Path, ["fourier", _folder.Config(["linear"]), "--step", "0"]);
        Assert.Equal(ExitCodes.Failed, result.Code);
        Assert.Contains("--step must lie in 1 to 512.", result.Error, StringComparison.Ordinal);
    }

    // Copied into the run's folder the maps are in its report.
    private async Task ShowAsync(float[] map)
    {
        File.Copy(_folder.At("maps/fourier.json"), _folder.At("run/fourier.json"));
        var page = await Evalkit.RunAsync(_folder.Path, ["report", "run", "--format", "html"]);
        Assert.Contains("Errors of linear at 5 × 5 frequencies", page.Output, StringComparison.Ordinal);
        var text = await Evalkit.RunAsync(_folder.Path, ["report", "run", "--format", "md"]);
        // The low third of 5 × 5 frequencies is the middle one alone.
        var row = text.Output.Split("Sensitivity by frequency")[1].Split('\n').First(line => line.StartsWith("| linear", StringComparison.Ordinal));
        Assert.Equal((100 * map[12]).ToString("F1", CultureInfo.InvariantCulture), row.Split('|')[3].Trim());
    }

    private static double Accuracy(JsonElement model, string id) =>
        model.GetProperty("metrics").EnumerateArray().Single(metric => metric.GetProperty("id").GetString() == id).GetProperty("value").GetDouble();

    // The numbers stand behind a header whose length is the two bytes at 8.
    private float[] Map(string model)
    {
        var bytes = File.ReadAllBytes(_folder.At(string.Create(CultureInfo.InvariantCulture, $"maps/{model}.npy")));
        var start = 10 + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        return [.. Enumerable.Range(0, (bytes.Length - start) / 4).Select(i => BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(start + (4 * i))))];
    }
}
