using System.IO.Compression;
using System.Text;

namespace EvalKit.Cli.Tests.Runs;

/// <summary>What a user reads when something given to <c>run</c> is wrong: file, place, found, allowed, nearest name.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_missing_model() => Says(
        await RunAsync(_folder.Config(["cnn-3-s9"])), "eval.yaml:4:5: no model", "cnn-3-s9.onnx", "did you mean 'cnn-3-s0.onnx'?");

    [Fact]
    public async Task A_truncated_model_fails_alone()
    {
        var whole = await File.ReadAllBytesAsync(Bundled("cnn-2-s0"));
        await File.WriteAllBytesAsync(_folder.At("cut.onnx"), whole[..(whole.Length / 2)]);
        var result = await RunAsync(_folder.Config(["linear"]), "--models", "cut.onnx", Bundled("linear"));

        Says(result, "cut.onnx", "cut short");
        Assert.Contains("linear", result.Output, StringComparison.Ordinal);
        Assert.True(_folder.Units("run") > 0);
    }

    [Fact]
    public async Task A_file_that_is_no_model()
    {
        await File.WriteAllTextAsync(_folder.At("page.onnx"), "<!DOCTYPE html><html><body>404</body></html>");
        Says(await RunAsync(_folder.Config(["linear"]), "--models", "page.onnx"), "page.onnx", "web page");
    }

    [Fact]
    public async Task An_operator_that_the_runtime_lacks()
    {
        var bytes = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Bundled("cnn-2-s0"))).Replace("Relu", "Relv", StringComparison.Ordinal);
        await File.WriteAllBytesAsync(_folder.At("odd.onnx"), Encoding.Latin1.GetBytes(bytes));
        Says(await RunAsync(_folder.Config(["linear"]), "--models", "odd.onnx"), "odd.onnx", "Relv", "opset");
    }

    [Fact]
    public async Task A_label_outside_the_classes()
    {
        await WriteIdxAsync("images", [8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28, .. new byte[2 * 784]]);
        await WriteIdxAsync("labels", [8, 1, 0, 0, 0, 2, 0, 12]);
        Says(await RunAsync(Idx("images", "labels")), "sample '1' has label 12", "labels go from 0 to 9");
    }

    [Fact]
    public async Task Pictures_and_labels_of_different_counts()
    {
        await WriteIdxAsync("images", [8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28, .. new byte[2 * 784]]);
        await WriteIdxAsync("labels", [8, 1, 0, 0, 0, 3, 0, 1, 2]);
        Says(await RunAsync(Idx("images", "labels")), "images", "2", "labels", "3");
    }

    [Fact]
    public async Task A_gzip_cut_short()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) await gzip.WriteAsync(new byte[100_000]);
        await File.WriteAllBytesAsync(_folder.At("images.gz"), packed.ToArray()[..^20]);
        await WriteIdxAsync("labels", [8, 1, 0, 0, 0, 1, 0]);
        Says(await RunAsync(Idx("images.gz", "labels")), "images.gz");
    }

    [Fact]
    public async Task A_picture_that_does_not_decode()
    {
        Directory.CreateDirectory(_folder.At("pictures/0"));
        await File.WriteAllTextAsync(_folder.At("pictures/0/broken.png"), "not a picture");
        var config = _folder.Config(["linear"]).Replace("eval", "eval", StringComparison.Ordinal);
        Says(await RunAsync(config, "--set", "data={kind: image-folder, path: pictures}"), "broken.png");
    }

    [Theory]
    [InlineData("robustnes: {}", "eval.yaml:", "unknown key", "did you mean 'robustness'?")]
    [InlineData("gates: [{ metric: performance/acuracy, min: 0.5 }]", "eval.yaml:", "performance/acuracy", "performance/accuracy")]
    [InlineData("gates: [{ metric: performance/accuracy, models: lineer, min: 0.5 }]", "eval.yaml:", "lineer", "linear")]
    public async Task A_mistake_in_the_configuration(string line, params string[] parts) =>
        Says(await RunAsync(_folder.Config(["linear"], line)), parts);

    [Fact]
    public async Task An_unknown_kind() => Says(
        await RunAsync(_folder.Config(["linear"]), "--set", "robustness.perturbations=[gausian-noise]"), "--set", "gausian-noise", "gaussian-noise");

    [Fact]
    public async Task A_folder_that_cannot_be_written()
    {
        await File.WriteAllTextAsync(_folder.At("taken"), "");
        Says(await Evalkit.RunAsync(_folder.Path, ["run", _folder.Config(["linear"]), "--out", "taken/run"]), "taken/run", "cannot be written", "--out");
    }

    [Fact]
    public async Task Scores_that_are_not_finite_are_left_out_and_said()
    {
        var result = await RunAsync(_folder.Config(["linear"], "input: { scale: 1.0e38 }"), "--format", "json");

        Assert.Contains("\"findings\"", result.Output, StringComparison.Ordinal);
        Assert.Contains("300", result.Output, StringComparison.Ordinal);
        Assert.Contains("not finite", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_line_mistake_shows_where_help_is() => Says(
        await Evalkit.RunAsync(_folder.Path, ["run", "a.yaml", "--formt", "json"]), "--formt", "evalkit run --help");

    private static string Bundled(string name) => Path.Combine(Evalkit.Root, "models", "fashion", name + ".onnx");

    private static void Says(Evalkit.Result result, params string[] parts)
    {
        Assert.True(result.Code == ExitCodes.Failed, $"exit code {result.Code}: {result.Error}");
        Assert.All(parts, part => Assert.Contains(part, result.Error, StringComparison.Ordinal));
        Assert.DoesNotContain("   at EvalKit", result.Error, StringComparison.Ordinal);
    }

    private Task<Evalkit.Result> RunAsync(string config, params string[] options) =>
        Evalkit.RunAsync(_folder.Path, ["run", config, "--out", "run", .. options]);

    private Task WriteIdxAsync(string name, byte[] afterZeros) => File.WriteAllBytesAsync(_folder.At(name), [0, 0, .. afterZeros]);

    private string Idx(string images, string labels)
    {
        var config = _folder.Config(["linear"]);
        var text = File.ReadAllLines(_folder.At(config)).Select(line => line.StartsWith("data:", StringComparison.Ordinal) ? $"data: {{ kind: idx, images: {images}, labels: {labels} }}" : line);
        File.WriteAllLines(_folder.At(config), text);
        return config;
    }
}
