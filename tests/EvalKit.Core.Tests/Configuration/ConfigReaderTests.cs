using EvalKit.Core.Configuration;
using EvalKit.Core.Data;
using EvalKit.Core.Models;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Tests.Plugins;

namespace EvalKit.Core.Tests.Configuration;

public sealed class ConfigReaderTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_short_configuration_gets_the_defaults()
    {
        var config = Read(ConfigTexts.Short);
        Assert.Equal(("short", EvaluationTask.ImageClassification, 0UL), (config.Name, config.Task, config.Seed));
        Assert.Equal(Path.GetFullPath(_folder.Path), config.Folder);
        var model = Assert.Single(config.Models);
        Assert.Equal(("*.onnx", null, null, new InputConfig(), new OutputConfig()), (model.Path, model.Name, model.Family, model.Input, model.Output));
        Assert.Equal($"{_folder.Config}:4:5", model.Place.ToString());
        Assert.Equal(new Idx("a.gz", "b.gz"), config.Data.Source.Method);
        Assert.Null(config.Data.Limit);
        Assert.Null(config.Robustness);
        Assert.Null(config.Interpretability);
        Assert.Equal(new CostConfig(Latency: true), config.Cost);
        Assert.Empty(config.Gates);
        Assert.Null(config.Limits);
    }

    [Theory]
    [InlineData("30 s", 30)]
    [InlineData("30s", 30)]
    [InlineData("1.5 h", 5400)]
    public void A_limit_of_time_has_a_unit(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Read(ConfigTexts.Short, $"limits={{ time: {text} }}").Limits!.Time);

    [Theory]
    [InlineData("500 MB", 500_000_000, "500 MB")]
    [InlineData("1.5GB", 1_500_000_000, "1.5 GB")]
    [InlineData("2 GiB", 2_147_483_648, "2.15 GB")]
    public void A_limit_of_memory_has_a_unit(string text, long bytes, string shown)
    {
        var memory = Read(ConfigTexts.Short, $"limits={{ memory: {text} }}").Limits!.Memory!.Value;
        Assert.Equal((bytes, shown), (memory.Bytes, memory.ToString()));
    }

    [Fact]
    public void Every_key_is_bound()
    {
        var config = Read(ConfigTexts.Full);
        Assert.Equal(("linear", "baseline"), (config.Models[1].Name, config.Models[1].Family));
        Assert.Equal((1.0, ScoreKind.Probabilities), (config.Models[1].Input.Scale, config.Models[1].Output.Scores));
        Assert.Equal(2000, config.Data.Limit);
        Assert.Equal("""{"images":"a.gz","labels":"b.gz"}""", config.Data.Source.Parameters);
        var input = config.Input;
        Assert.Equal(
            ("pixels", InputLayout.Nhwc, 0.00392156862745098, ChannelOrder.Bgr, 256, false, Interpolation.Bicubic),
            (input.Name, input.Layout, input.Scale, input.Channels, input.Resize, input.Stretch, input.Interpolation));
        Assert.Equal([3, 28, 28], input.Shape);
        Assert.Equal([0.286, -1], input.Mean);
        Assert.Equal([0.353, 1e-3], input.Std);
        Assert.Equal(("scores", ScoreKind.Logits), (config.Output.Name, config.Output.Scores));
        Assert.Equal((ConstantSet.ImageNetC, 500), (config.Robustness!.Constants, config.Robustness.Samples));
        Assert.False(config.Cost.Latency);
        Assert.Equal(9007199254740993UL, config.Seed);
        Assert.Equal(new LimitsConfig(TimeSpan.FromSeconds(150), new ByteSize(4_000_000_000)), config.Limits);
        Assert.Equal(
            [("performance/accuracy", "cnn-*", 0.88, null, 0.95), ("cost/parameters", null, 1, (double?)1000, 0.9)],
            config.Gates.Select(gate => (gate.Metric, gate.Models, gate.Min, gate.Max, gate.Confidence)));
    }

    [Fact]
    public void Methods_stand_alone_or_in_envelopes()
    {
        var config = Read(ConfigTexts.Full);
        Assert.Equal(["fog", "fade", "fade-little"], config.Robustness!.Perturbations.Select(perturbation => perturbation.Method.Name));
        Assert.Equal([1, 2, 3, 4, 5], config.Robustness.Perturbations[0].Severities);
        Assert.Equal([1, 3, 5], config.Robustness.Perturbations[1].Severities);
        Assert.Equal(new Fade(null, null, Amount: 0.125), config.Robustness.Perturbations[2].Method.Method);

        var explained = config.Interpretability!;
        Assert.Equal((64, new ExplanationTarget(ExplanationTargetKind.Class, 3), (ExplainedOutput?)ExplainedOutput.Logit, true), (explained.Samples, explained.Target, explained.Output, explained.Keep));
        Assert.Equal([("occlusion", null), ("rise", (int?)32)], explained.Attributions.Select(attribution => (attribution.Method.Name, attribution.Samples)));
        Assert.Equal("""{"keep":0.5,"least":0,"masks":500}""", explained.Attributions[1].Method.Parameters);
        Assert.Equal(["blur", "wide"], explained.Substrates.Select(substrate => substrate.Name));
        Assert.Equal(["sparseness"], explained.Metrics.Select(metric => metric.Name));
    }

    [Fact]
    public void A_suite_stands_for_its_kinds_in_their_order()
    {
        var perturbations = Read(ConfigTexts.Short + "robustness: { perturbations: [{ kind: fade, name: mild }, { suite: pair, severities: [5, 3] }] }\n").Robustness!.Perturbations;
        Assert.Equal(["mild", "fog", "fade"], perturbations.Select(perturbation => perturbation.Method.Name));
        Assert.Equal([[1, 2, 3, 4, 5], [3, 5], [3, 5]], perturbations.Select(perturbation => perturbation.Severities));
    }

    [Fact]
    public void Interpretability_has_defaults()
    {
        var explained = Read(ConfigTexts.Short + "interpretability: { attributions: [rise], target: label }\n").Interpretability!;
        Assert.Equal((200, ExplanationTargetKind.Label, (ExplainedOutput?)null, false), (explained.Samples, explained.Target.Kind, explained.Output, explained.Keep));
        Assert.Equal(["mean", "blur", "noisy-imputation"], explained.Substrates.Select(substrate => substrate.Name));
        Assert.Equal(["relevance-gain", "sparseness"], explained.Metrics.Select(metric => metric.Name));
    }

    [Fact]
    public void Json_and_aliases_and_a_byte_order_mark_are_read()
    {
        var config = Read("\ufeff" + """
            {"name": "json", "task": "image-classification", "models": [{"path": &p "m\u00e9.onnx"}, {"path": *p}], "data": {"kind": "image-folder"}}
            """);
        Assert.Equal(["mé.onnx", "mé.onnx"], config.Models.Select(model => model.Path));
        Assert.Equal(new ImageFolder(), config.Data.Source.Method);
    }

    [Fact]
    public void Overrides_replace_and_add_values()
    {
        var config = Read(
            ConfigTexts.Short,
            "models.0.path=other.onnx", "data.limit=5", "robustness.perturbations=[fog, {kind: fade, severities: [2]}]", "robustness.perturbations.1.keep=3", "robustness.samples=7", "name=\"2\"", "seed=18446744073709551615");
        Assert.Equal(("2", "other.onnx", 5, 7), (config.Name, config.Models[0].Path, config.Data.Limit, config.Robustness!.Samples));
        Assert.Equal(new Fade(null, null, Keep: 3), config.Robustness.Perturbations[1].Method.Method);
        Assert.Equal((ulong.MaxValue, _folder.Config), (config.Seed, config.File));
    }

    private EvalConfig Read(string text, params string[] overrides) => ConfigReader.Read(_folder.Write(text), overrides, StubPlugins.Catalog);
}
