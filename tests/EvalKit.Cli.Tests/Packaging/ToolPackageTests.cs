using System.Text.Json;
using EvalKit.Cli.Tests.Runs;

namespace EvalKit.Cli.Tests.Packaging;

/// <summary>The tool's package: what is in it, and that it runs where it is installed.</summary>
[Collection(nameof(Packages))]
public sealed class ToolPackageTests(Packages packages)
{
    [Fact]
    public void It_holds_the_natives_of_its_platform_only()
    {
        var package = packages.Tool();

        Assert.Equal(Natives(Packages.Own), package.Natives());
        Assert.All(
            package.Entries().Where(entry => entry.StartsWith("tools/", StringComparison.Ordinal)),
            entry => Assert.StartsWith($"tools/net10.0/{Packages.Own}/", entry, StringComparison.Ordinal));
        Assert.InRange(package.Size, 1, 100_000_000);
    }

    [Theory]
    [InlineData("linux-arm64")]
    [InlineData("osx-arm64")]
    [InlineData("win-x64")]
    public async Task Another_platforms_package_would_hold_the_natives_of_that_one_only(string platform) =>
        Assert.Equal(Natives(platform), await packages.NativesAsync(platform));

    [Fact]
    public void It_holds_the_licences_of_all_that_it_carries()
    {
        var package = packages.Tool();
        var entries = package.Entries();
        Assert.Contains("README.md", entries);
        Assert.Contains("LICENSE", entries);
        Assert.Contains("licences/DejaVu/LICENSE", entries);
        Assert.Contains("licences/Microsoft.ML.OnnxRuntime/LICENSE", entries);
        Assert.Contains("licences/Microsoft.ML.OnnxRuntime/ThirdPartyNotices.txt", entries);
        Assert.Single(entries, entry => entry.StartsWith("licences/SkiaSharp.NativeAssets.", StringComparison.Ordinal) && entry.EndsWith("/THIRD-PARTY-NOTICES.txt", StringComparison.Ordinal));

        var notices = package.Text("THIRD-PARTY-NOTICES.md");
        using var dependencies = JsonDocument.Parse(package.Text($"tools/net10.0/{Packages.Own}/evalkit.deps.json"));
        var libraries = dependencies.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() == "package")
            .Select(library => library.Name.Split('/')[0]);
        Assert.All(libraries, library => Assert.Contains(library, notices, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Installed_it_says_its_version_and_lists_methods_with_their_summaries()
    {
        var version = await packages.RunAsync(Path.GetTempPath(), "--version");
        Assert.StartsWith(typeof(ExitCodes).Assembly.GetName().Version!.ToString(3), version.Output, StringComparison.Ordinal);

        var list = await packages.RunAsync(Path.GetTempPath(), "list", "perturbations");
        Assert.Contains("a normal number of mean 0 is added to every value", list.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Installed_it_runs_a_configuration()
    {
        using var folder = new RunFolder();
        await File.WriteAllTextAsync(folder.At("eval.yaml"), $$"""
            name: small
            task: image-classification
            models: [{ path: "{{Bundled("models/fashion/linear.onnx")}}" }, { path: "{{Bundled("models/fashion/cnn-2-s0.onnx")}}" }]
            data: { kind: idx, images: "{{Bundled("eval-configs/data/fashion/t10k-images-idx3-ubyte.gz")}}", labels: "{{Bundled("eval-configs/data/fashion/t10k-labels-idx1-ubyte.gz")}}", limit: 50 }
            robustness: { samples: 20, perturbations: [{ kind: jpeg, severities: [3] }] }
            cost: { latency: false }
            """);
        var result = await packages.RunAsync(folder.Path, "run", "eval.yaml", "--out", "run");

        Assert.True(result.Code == ExitCodes.Done, result.Error);
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(folder.At("run/report.json")));
        Assert.Equal(
            ["cnn-2-s0", "linear"],
            report.RootElement.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("name").GetString()).Order(StringComparer.Ordinal));
    }

    private static string[] Natives(string platform) => platform.Split('-')[0] switch
    {
        "win" => ["libSkiaSharp.dll", "onnxruntime.dll", "onnxruntime_providers_shared.dll"],
        "osx" => ["libSkiaSharp.dylib", "libonnxruntime.dylib"],
        _ => ["libSkiaSharp.so", "libonnxruntime.so", "libonnxruntime_providers_shared.so"],
    };

    private static string Bundled(string path) => $"{Evalkit.Root}/{path}".Replace('\\', '/');
}
