using System.Text.Json;

namespace EvalKit.Cli.Tests.Runs;

public sealed class CompareTests
{
    private const string Table = "eval-configs/published/example.csv";
    private const string Mapping = "eval-configs/published/example.yaml";

    [Fact]
    public async Task The_example_shows_its_claims_on_standard_output()
    {
        var result = await Evalkit.RunAsync(Evalkit.Root, ["compare", Table, "--mapping", Mapping]);
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.StartsWith("example   16 models   2 families   1 compressed copy apart   size: params\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("✓ supported     The gain has reached a plateau\n", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Output);
    }

    [Fact]
    public async Task Several_tables_make_one_document()
    {
        var result = await Evalkit.RunAsync(Evalkit.Root, ["compare", Table, Table, "--mapping", Mapping, "--format", "json"]);
        using var document = JsonDocument.Parse(result.Output);
        Assert.Equal(2, document.RootElement.GetProperty("comparisons").GetArrayLength());
    }

    /// <summary>Augmentation, not size, makes the plain CNNs robust against noise: the claims on a stored run say so.</summary>
    [Fact]
    public async Task A_small_augmented_model_beats_a_larger_plain_one_on_robustness()
    {
        using var folder = new RunFolder();
        var config = folder.Config(["cnn-18-robust", "cnn-28-int8", "cnn-28-s0", "cnn-48-s0"]);
        var run = await Evalkit.RunAsync(folder.Path, ["run", config, "--out", "run", "--set", "robustness={ samples: 200, constants: imagenet-c, perturbations: [{ kind: gaussian-noise, severities: [3] }] }"]);
        Assert.Equal(0, run.Code);
        var result = await Evalkit.RunAsync(folder.Path, ["compare", "run", "--format", "json"]);
        Assert.Equal((0, ""), (result.Code, result.Error));
        using var document = JsonDocument.Parse(result.Output);
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(folder.At("run/report.json")));
        var claims = document.RootElement.GetProperty("comparisons")[0].GetProperty("claims");
        Assert.Equal(report.RootElement.GetProperty("claims").GetRawText().Replace(" ", "", StringComparison.Ordinal), claims.GetRawText().Replace(" ", "", StringComparison.Ordinal));
        var robust = claims.EnumerateArray().Single(claim => claim.GetProperty("id").GetString() == "size-alone-does-not-tell@robustness/mean-corrupted-accuracy");
        Assert.Equal("supported", robust.GetProperty("verdict").GetString());
        Assert.Matches("cnn-18-robust \\(81 k\\) beats .*cnn-48-s0 \\(571 k\\) by", robust.GetProperty("evidence").GetString());
        Assert.Equal(3, document.RootElement.GetProperty("comparisons")[0].GetProperty("models").GetInt32());
    }

    [Fact]
    public async Task Runs_of_the_same_data_are_joined_and_others_are_not()
    {
        using var folder = new RunFolder();
        Assert.Equal(0, (await Evalkit.RunAsync(folder.Path, ["run", folder.Config(["cnn-2-s0", "cnn-3-s0"]), "--out", "first"])).Code);
        Assert.Equal(0, (await Evalkit.RunAsync(folder.Path, ["run", folder.Config(["cnn-3-s0", "cnn-8-s0"]), "--out", "second"])).Code);
        Assert.Equal(0, (await Evalkit.RunAsync(folder.Path, ["run", folder.Config(["cnn-12-s0"]), "--out", "third", "--set", "seed=5"])).Code);

        var result = await Evalkit.RunAsync(folder.Path, ["compare", "first", "second", "third", "--format", "json"]);

        Assert.Equal((0, ""), (result.Code, result.Error));
        using var document = JsonDocument.Parse(result.Output);
        var comparisons = document.RootElement.GetProperty("comparisons");
        Assert.Equal([3, 1], comparisons.EnumerateArray().Select(one => one.GetProperty("models").GetInt32()));
        var notes = comparisons[0].GetProperty("notes").EnumerateArray().Select(note => note.GetString()).ToArray();
        Assert.Contains("cnn-3-s0 is in several of these runs and taken once.", notes);
        Assert.Contains("Not joined with third, compared apart: other seed (0; 5).", notes);
    }

    [Theory]
    [InlineData("evalkit: nothing.csv: there is no such file", "compare", "nothing.csv")]
    [InlineData("evalkit: --out x.txt: the table goes to standard output; allowed with --format json, md, html", "compare", Table, "--mapping", Mapping, "--out", "x.txt")]
    public async Task A_mistake_is_told_on_standard_error(string message, params string[] arguments)
    {
        var result = await Evalkit.RunAsync(Evalkit.Root, arguments);
        Assert.Equal((1, "", message), (result.Code, result.Output, result.Error.TrimEnd()));
    }
}
