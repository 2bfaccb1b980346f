using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using EvalKit.Cli.Tests.Commands;
using EvalKit.Core.Attributions;
using EvalKit.Core.Configuration;
using EvalKit.Core.Plugins;
using EvalKit.Core.Randomness;
using EvalKit.Data.Decoding;
using EvalKit.Onnx.Inference;

namespace EvalKit.Cli.Tests.Runs;

public sealed class ExplainTests : IDisposable
{
    private static readonly string Model = Path.Combine(Evalkit.Root, "models", "fashion", "cnn-5-s0.onnx");

    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_program_writes_the_attributions_of_the_library()
    {
        var input = PictureFolder.Bundled(2);
        var result = await Evalkit.RunAsync(_folder.Path, ["explain", Model, "--input", input, "--method", "occlusion", "rise", "--set", "rise.masks=64", "--seed", "5"]);
        Assert.True(result.Code == ExitCodes.Done, result.Error);

        using var model = OnnxModel.Open(Model, new InputConfig(), new OutputConfig());
        var picture = StoredPicture.Load(input).Values(model.View);
        var scores = new float[10];
        model.Predict(picture, scores, default);
        foreach (var method in new[] { Method("occlusion"), Method("rise", "{masks: 64}") })
        {
            var function = new ClassScore(model, Array.IndexOf(scores, scores.Max()), ExplainedOutput.Probability, 64);
            var expected = new float[784];
            method.Method.Attribute(new AttributionRequest(function, picture, RandomStream.KeyOf(5, method.Kind, 0, "2")), expected, [], default);
            Assert.Equal(expected, Numbers(_folder.At("explanations", "cnn-5-s0", "t10k-images-idx3-ubyte-2", $"{method.Kind}.npy")));
        }
    }

    [Fact]
    public async Task Maps_a_sheet_and_a_table_are_made_for_each_picture()
    {
        string[] inputs = [_folder.Stripes("stripes.png", new(1, 28, 28)), PictureFolder.Bundled(0)];
        var output = await PictureFolder.OutputAsync(["explain", Model, "--input", .. inputs, "--method", "occlusion", "--out", _folder.At("here")]);

        string[] files = ["occlusion.npy", "occlusion.png", "sheet.png"];
        Assert.Equal(["index.html", .. files.Select(file => $"stripes/{file}"), .. files.Select(file => $"t10k-images-idx3-ubyte-0/{file}")], _folder.Files("here").Keys);
        Assert.Equal((448, 3), (_folder.Load("here", "stripes", "occlusion.png").Shape.Width, _folder.Load("here", "stripes", "occlusion.png").Shape.Channels));
        Assert.InRange(_folder.Load("here", "stripes", "sheet.png").Shape.Width, 2 * 224, 3 * 224);

        Assert.Contains($"{PictureFolder.Bundled(0)}: class 9 Ankle boot (predicted), probability 0.", output, StringComparison.Ordinal);
        var lines = output.Split('\n');
        var heads = lines.Where(line => line.StartsWith("method ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, heads.Length);
        Assert.All(heads, head => Assert.Equal("method     relevance-gain ↑  deletion-auc ↓  insertion-auc ↑  sparseness  file", head));
        var rows = lines.Where(line => line.StartsWith("occlusion ", StringComparison.Ordinal)).ToArray();
        Assert.All(rows, row => Assert.Matches("^occlusion  +-?[01]\\.[0-9]{3}  +0\\.[0-9]{3}  +0\\.[0-9]{3}  +0\\.[0-9]{3}  occlusion\\.png$", row));
        Assert.Equal(2, rows.Length);
        Assert.All(rows, row => Assert.Equal(heads[0].IndexOf("file", StringComparison.Ordinal), row.IndexOf("occlusion.png", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_json_has_the_figures_with_their_parts()
    {
        var output = await PictureFolder.OutputAsync(
            "explain", Model, "--input", PictureFolder.Bundled(0), "--out", _folder.Path, "--method", "lime", "--metric", "relevance-gain", "max-sensitivity", "--substrate", "mean", "blur",
            "--set", "lime.subsets=200", "max-sensitivity.draws=2", "--target", "3", "--output", "logit", "--format", "json");

        using var document = JsonDocument.Parse(output);
        Assert.Equal(1, document.RootElement.GetProperty("schema").GetInt32());
        Assert.Equal("logit", document.RootElement.GetProperty("output").GetString());
        var one = document.RootElement.GetProperty("explanations").EnumerateArray().Single();
        Assert.Equal((3, "Dress", 9), (one.GetProperty("class").GetInt32(), one.GetProperty("className").GetString(), one.GetProperty("predicted").GetInt32()));
        var method = one.GetProperty("methods").EnumerateArray().Single();
        Assert.Equal(200, method.GetProperty("parameters").GetProperty("subsets").GetInt32());
        var figures = method.GetProperty("figures");
        Assert.Equal(
            ["relevance-gain", "relevance-gain/mean", "relevance-gain/blur", "relevance-gain/random-order", "max-sensitivity"],
            figures.EnumerateObject().Select(figure => figure.Name));
        Assert.Equal(
            figures.GetProperty("relevance-gain").GetDouble(),
            (figures.GetProperty("relevance-gain/mean").GetDouble() + figures.GetProperty("relevance-gain/blur").GetDouble()) / 2,
            1e-12);
        Assert.True(File.Exists(one.GetProperty("sheet").GetString()));
        Assert.Equal(784, Numbers(method.GetProperty("array").GetString()!).Length);
    }

    [Fact]
    public async Task One_class_is_told_from_another_and_data_stand_beside()
    {
        var images = PictureFolder.Bundled(0)[..^2];
        string[] command =
        [
            "explain", Model, "--input", $"{images}#0-1", "--references", $"{images}#5-9", "--out", _folder.Path, "--metric", "completeness", "--target", "3", "--versus", "5",
            "--method", "deeplift", "expected-gradients", "attention-rollout",
        ];
        var result = await Evalkit.RunAsync(_folder.Path, [.. command, "--format", "json"]);
        Assert.True(result.Code == ExitCodes.Done, result.Error);
        Assert.Contains("evalkit: attention-rollout cannot explain", result.Error, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(result.Output);
        using var model = OnnxModel.Open(Model, new InputConfig(), new OutputConfig());
        var explanations = document.RootElement.GetProperty("explanations").EnumerateArray().ToArray();
        Assert.Equal(2, explanations.Length);
        for (var i = 0; i < 2; i++)
        {
            var picture = StoredPicture.Load(PictureFolder.Bundled(i)).Values(model.View);
            var scores = new float[20];
            model.Predict([.. picture, .. new float[784]], scores, default);
            var (one, black) = (scores[3] - scores[5], scores[13] - scores[15]);
            Assert.Equal((3, 5), (explanations[i].GetProperty("class").GetInt32(), explanations[i].GetProperty("versus").GetInt32()));
            Assert.Equal(one, explanations[i].GetProperty("score").GetSingle(), 1e-4);
            var methods = explanations[i].GetProperty("methods").EnumerateArray().ToArray();
            Assert.Equal(["deeplift:logit", "expected-gradients:logit"], methods.Select(method => $"{method.GetProperty("name")}:{method.GetProperty("explains")}"));
            Assert.Equal(one - black, Numbers(methods[0].GetProperty("array").GetString()!).Sum(), 1e-3);
            Assert.True(File.Exists(explanations[i].GetProperty("page").GetString()));
        }

        var text = await PictureFolder.OutputAsync(["explain", Model, "--input", PictureFolder.Bundled(0), "--out", _folder.Path, "--method", "saliency", "--versus", "5"]);
        Assert.Contains("class 9 Ankle boot (predicted) rather than 5 Sandal, logit difference ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes_and_another_seed_other_numbers()
    {
        string[] common = ["explain", Model, "--input", PictureFolder.Bundled(1), "--method", "rise", "lime", "--set", "rise.masks=50"];
        var first = await PictureFolder.OutputAsync([.. common, "--out", _folder.At("a")]);
        var second = await PictureFolder.OutputAsync([.. common, "--out", _folder.At("b")]);
        await PictureFolder.OutputAsync([.. common, "--out", _folder.At("c"), "--seed", "1"]);
        Assert.Equal(first.Replace($"in {_folder.At("a")}", $"in {_folder.At("b")}", StringComparison.Ordinal), second);
        Assert.Equal(_folder.Files("a"), _folder.Files("b"));
        const string Rise = "t10k-images-idx3-ubyte-1/rise.npy";
        Assert.NotEqual(_folder.Files("a")[Rise], _folder.Files("c")[Rise]);
    }

    [Fact]
    public async Task A_configuration_says_what_the_command_line_does_not()
    {
        var config = _folder.At("eval.yaml");
        await File.WriteAllTextAsync(config, $$"""
            name: small
            task: image-classification
            models: [{ path: {{Model}}, input: { mean: [0.5] } }]
            data: { kind: idx, images: none, labels: none }
            input: { scale: 0.5, mean: [0.1] }
            interpretability: { output: logit, attributions: [{ kind: rise, name: few-masks, masks: 20 }], metrics: [sparseness] }
            seed: 4
            """);
        string[] command = ["explain", Model, "--input", PictureFolder.Bundled(0), "--config", config, "--out", _folder.Path];
        var output = await PictureFolder.OutputAsync(command);
        Assert.Contains("logit ", output, StringComparison.Ordinal);
        Assert.Contains("method     sparseness  file", output, StringComparison.Ordinal);
        Assert.Contains("few-masks.png", output, StringComparison.Ordinal);

        using var model = OnnxModel.Open(Model, new InputConfig(Scale: 0.5, Mean: [0.5]), new OutputConfig());
        var picture = StoredPicture.Load(PictureFolder.Bundled(0)).Values(model.View);
        var scores = new float[10];
        model.Predict(picture, scores, default);
        Assert.Contains(FormattableString.Invariant($"logit {scores.Max():0.000}"), output, StringComparison.Ordinal);

        output = await PictureFolder.OutputAsync([.. command, "--method", "occlusion", "--metric", "deletion-auc", "--output", "probability"]);
        Assert.Contains("probability ", output, StringComparison.Ordinal);
        Assert.Contains("occlusion           ", output.Split('\n').Single(line => line.EndsWith("occlusion.png", StringComparison.Ordinal)), StringComparison.Ordinal);

        await File.WriteAllTextAsync(config, (await File.ReadAllTextAsync(config)).Replace("output: logit", "target: label", StringComparison.Ordinal));
        await PictureFolder.RefusesAsync(command, "eval.yaml", "'label'", "--target predicted");
    }

    [Fact]
    public async Task Mistakes_are_told()
    {
        var stripes = _folder.Stripes("stripes.png", new(1, 28, 28));
        string[] common = ["explain", Model, "--input", stripes];
        await PictureFolder.RefusesAsync([.. common, "--method", "oclusion"], "oclusion", "did you mean 'occlusion'?");
        await PictureFolder.RefusesAsync([.. common, "--metric", "sparsenes"], "sparsenes", "did you mean 'sparseness'?");
        await PictureFolder.RefusesAsync([.. common, "--set", "ris.masks=3"], "--set ris.masks=3", "did you mean 'rise'?");
        await PictureFolder.RefusesAsync([.. common, "--target", "10"], "class 10", "0 to 9");
        await PictureFolder.RefusesAsync([.. common, "--target", "label"], "--target", "predicted");
        await PictureFolder.RefusesAsync([.. common, "--target", "3", "--versus", "3"], "class 3", "--versus must be another class");
        await PictureFolder.RefusesAsync([.. common, "--versus", "10"], "class 10", "0 to 9");
        await PictureFolder.RefusesAsync([.. common, "--method", "attention-rollout"], "attention-rollout cannot explain", "no attention weights");
        await PictureFolder.RefusesAsync([.. common, "--method", "expected-gradients"], "expected-gradients", "--references");
        await PictureFolder.RefusesAsync([.. common, "--set", "input.scale=1e38"], "stripes.png", "not finite", "input.scale");
        await PictureFolder.RefusesAsync(["explain", Model, "--input", _folder.Stripes("large.png", new(1, 30, 30))], "large.png", "30x30", "28x28", "input.resize");
        await PictureFolder.RefusesAsync(["explain", Model, "--input", _folder.At("stripe.png")], "stripe.png", "did you mean 'stripes.png'?");
        await PictureFolder.RefusesAsync(["explain", "none.onnx", "--input", stripes], "none.onnx");
        await PictureFolder.RefusesAsync(["explain", Model], "--input");
        await PictureFolder.RefusesAsync([.. common, "--out", stripes], "stripes.png", "cannot be written", "--out");
    }

    private static PluginInstance<IAttributionMethod> Method(string kind, string parameters = "{}") => Invoked.Catalog.Create<IAttributionMethod>(kind, parameters);

    // Reads what the format 1.0 of NumPy says.
    private static float[] Numbers(string path)
    {
        var bytes = File.ReadAllBytes(path);
        Assert.Equal([0x93, .. "NUMPY"u8, 1, 0], bytes[..8]);
        var begin = 10 + bytes[8] + (bytes[9] << 8);
        Assert.Equal("{'descr': '<f4', 'fortran_order': False, 'shape': (28, 28), }", Encoding.ASCII.GetString(bytes[10..begin]).Trim());
        return MemoryMarshal.Cast<byte, float>(bytes.AsSpan(begin)).ToArray();
    }
}
