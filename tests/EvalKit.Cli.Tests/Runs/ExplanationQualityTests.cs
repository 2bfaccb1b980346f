using System.Text.Json;

namespace EvalKit.Cli.Tests.Runs;

/// <summary>Figures of explanations that need a real model.</summary>
public sealed class ExplanationQualityTests : IDisposable
{
    private static readonly string Model = Path.Combine(Evalkit.Root, "models", "fashion", "cnn-8-s0.onnx");

    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_learned_is_gone_from_signed_attributions_when_all_weights_are_permuted()
    {
        var inputs = Enumerable.Range(0, 12).Select(PictureFolder.Bundled);
        var output = await PictureFolder.OutputAsync([
            "explain", Model, "--input", .. inputs, "--out", _folder.Path, "--method", "saliency", "input-x-gradient",
            "--metric", "parameter-randomization", "--set", "parameter-randomization.stages=1", "--format", "json"]);
        using var document = JsonDocument.Parse(output);
        double Mean(string method, string figure) => document.RootElement.GetProperty("explanations").EnumerateArray()
            .Select(one => one.GetProperty("methods").EnumerateArray().First(entry => entry.GetProperty("name").GetString() == method))
            .Average(entry => entry.GetProperty("figures").GetProperty(figure).GetDouble());

        Assert.InRange(Mean("saliency", "parameter-randomization"), -0.1, 0.1);
        Assert.InRange(Mean("input-x-gradient", "parameter-randomization"), -0.1, 0.1);

        // The picture's own darkness stays in input × gradient, whatever the weights.
        Assert.InRange(Mean("input-x-gradient", "parameter-randomization/magnitudes"), 0.5, 1);
    }

    [Fact]
    public async Task Figures_agree_with_quantus_and_the_authors_of_infidelity()
    {
        // Their numbers, by tests/Fixtures/explanation_references.py: Gini and entropy of Quantus 0.6.0 (over ln 784), and
        // chihkuanyeh/saliency_evaluation's infidelity over all squares.
        var output = await PictureFolder.OutputAsync(
            "explain", Model, "--input", PictureFolder.Bundled(0), PictureFolder.Bundled(1), "--out", _folder.Path, "--method", "integrated-gradients",
            "--metric", "sparseness", "entropy", "infidelity", "--set", "infidelity.draws=10000", "--output", "logit", "--format", "json");
        using var document = JsonDocument.Parse(output);
        var figures = document.RootElement.GetProperty("explanations").EnumerateArray().Select(one => one.GetProperty("methods")[0].GetProperty("figures")).ToArray();
        double[] Of(string figure) => [.. figures.Select(one => one.GetProperty(figure).GetDouble())];
        Assert.Equal([0.82732, 0.67177], Of("sparseness"), (a, b) => Math.Abs(a - b) < 2e-5);
        Assert.Equal([0.77614, 0.87340], Of("entropy"), (a, b) => Math.Abs(a - b) < 2e-5);
        Assert.Equal([3.45394, 1.85111], Of("infidelity/scaled"), (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Fact]
    public async Task A_figure_that_is_missing_says_why()
    {
        string[] command = ["explain", Model, "--input", PictureFolder.Bundled(0), "--out", _folder.Path, "--method", "occlusion", "saliency", "--metric", "completeness", "grid-pointing", "stability"];
        var table = await PictureFolder.OutputAsync(command);
        Assert.Contains("\nn/a: completeness of occlusion, saliency: the method does not promise that its values add up to the score\n", table, StringComparison.Ordinal);
        Assert.Contains("\nn/a: stability of occlusion, saliency: the run computes no perturbation\n", table, StringComparison.Ordinal);

        using var document = JsonDocument.Parse(await PictureFolder.OutputAsync([.. command, "--format", "json"]));
        var method = document.RootElement.GetProperty("explanations")[0].GetProperty("methods")[0];
        Assert.Equal(JsonValueKind.Null, method.GetProperty("figures").GetProperty("grid-pointing").ValueKind);
        Assert.Equal("there are no labelled pictures to put beside it", method.GetProperty("missing").GetProperty("grid-pointing").GetString());
    }
}
