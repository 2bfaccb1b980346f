using EvalKit.Core.Configuration;
using EvalKit.Core.Configuration.Documents;
using EvalKit.Core.Errors;
using EvalKit.Core.Tests.Plugins;
using NJsonSchema;

namespace EvalKit.Core.Tests.Configuration;

/// <summary>The schema and the binder agree on what is right.</summary>
public sealed class ConfigSchemaTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Right_configurations_are_right_for_both()
    {
        await AssertAgree(true, ConfigTexts.Short);
        await AssertAgree(true, ConfigTexts.Full);
    }

    [Theory]
    [InlineData(true, "robustness: { perturbations: [fog, { kind: fade, note: abc, edge-weights: [], layout: flat }] }")]
    [InlineData(true, "robustness: { perturbations: [suite: pair], reference-model: a }")]
    [InlineData(true, "robustness: { perturbations: [{ suite: pair, severities: [5] }] }")]
    [InlineData(false, "robustness: { perturbations: [suite: storm] }")]
    [InlineData(false, "robustness: { perturbations: [{ suite: pair, name: both }] }")]
    [InlineData(true, "interpretability: { attributions: [occlusion], target: label, output: logit }")]
    [InlineData(true, "gates: [{ metric: cost/parameters, max: -0.5 }]")]
    [InlineData(true, "input: { resize: 65536, mean: [0, 0.5, 1e2], stretch: true }")]
    [InlineData(true, "cost: {}")]
    [InlineData(false, "unknown: 1")]
    [InlineData(false, "cost: { latncy: true }")]
    [InlineData(false, "cost: { latency: yes }")]
    [InlineData(false, "cost:")]
    [InlineData(false, "seed: -1")]
    [InlineData(false, "seed: 0.5")]
    [InlineData(false, "seed: \"0\"")]
    [InlineData(false, "input: { resize: 0 }")]
    [InlineData(false, "input: { scale: 0 }")]
    [InlineData(false, "input: { shape: [3, 28] }")]
    [InlineData(false, "input: { shape: [3, 28, 0] }")]
    [InlineData(false, "input: { layout: NCHW }")]
    [InlineData(false, "input: { name: \"\" }")]
    [InlineData(false, "input: { name: 5 }")]
    [InlineData(false, "input: { mean: 0.5 }")]
    [InlineData(false, "gates: [{ metric: cost/parameters }]")]
    [InlineData(false, "gates: [{ min: 1 }]")]
    [InlineData(false, "gates: [{ metric: a, min: 1, confidence: 1.0 }]")]
    [InlineData(false, "robustness: {}")]
    [InlineData(false, "robustness: { perturbations: [] }")]
    [InlineData(false, "robustness: { perturbations: [haze] }")]
    [InlineData(false, "robustness: { perturbations: [{ amount: 1 }] }")]
    [InlineData(false, "robustness: { perturbations: [{ kind: fog, amount: 1 }] }")]
    [InlineData(false, "robustness: { perturbations: [{ kind: fade, amount: 0 }] }")]
    [InlineData(false, "robustness: { perturbations: [{ kind: fade, note: A1 }] }")]
    [InlineData(false, "robustness: { perturbations: [{ kind: fade, severities: [1, 1] }] }")]
    [InlineData(false, "robustness: { perturbations: [{ kind: fade, severities: [0] }] }")]
    [InlineData(false, "robustness: { perturbations: [{ kind: fade, name: A B }] }")]
    [InlineData(false, "interpretability: { attributions: [rise], target: class }")]
    [InlineData(false, "interpretability: { attributions: [rise], target: -1 }")]
    [InlineData(false, "interpretability: { attributions: [{ kind: rise, severities: [1] }] }")]
    [InlineData(false, "interpretability: { attributions: [{ kind: rise, masks: 0 }] }")]
    [InlineData(false, "interpretability: { attributions: [rise], substrates: mean }")]
    public Task Both_judge_alike(bool isRight, string line) => AssertAgree(isRight, ConfigTexts.Short + line + "\n");

    [Theory]
    [InlineData(true, "{ kind: image-folder, path: pictures, limit: 3 }")]
    [InlineData(true, "image-folder")]
    [InlineData(false, "idx")]
    [InlineData(false, "{ kind: idx, images: a }")]
    [InlineData(false, "{ kind: image-folder, name: a }")]
    [InlineData(false, "{ kind: image-folder, limit: 0 }")]
    public Task Both_judge_data_alike(bool isRight, string data) =>
        AssertAgree(isRight, $"name: a\ntask: image-classification\nmodels: [{{ path: b }}]\ndata: {data}\n");

    [Fact]
    public async Task The_schema_describes_and_gives_defaults()
    {
        var schema = await Schema();
        Assert.Equal("The seed of all random streams.", schema.Properties["seed"].Description);
        Assert.Equal(0L, schema.Properties["seed"].Default);
        var interpretability = schema.Properties["interpretability"];
        Assert.Equal("predicted", interpretability.Properties["target"].Default);
        var fade = schema.Properties["robustness"].Properties["perturbations"].Item!.OneOf.Single(kind => kind.Title == "fade");
        Assert.Equal("Fades a picture to ImageShape, unless fast says true. Source: Nobody 2001, equation 2", fade.Description);
        Assert.Equal((0m, 1m), (fade.Properties["amount"].ExclusiveMinimum, fade.Properties["amount"].Maximum));
        Assert.Equal("How much of it.", fade.Properties["amount"].Description);
        Assert.Equal(["kind", "name", "severities", "edge-weights", "note", "amount", "layout", "fast", "keep"], fade.Properties.Keys);
    }

    private async Task AssertAgree(bool isRight, string text)
    {
        var json = YamlComposer.ComposeFile(text, "test")!.ToJson()!.ToJsonString();
        var complaints = (await Schema()).Validate(json);
        Assert.True(isRight == (complaints.Count == 0), $"The schema says of {json}: {string.Join("; ", complaints)}");

        var error = Record.Exception(() => ConfigReader.Read(_folder.Write(text), [], StubPlugins.Catalog));
        if (isRight) Assert.Null(error);
        else Assert.IsType<UserException>(error);
    }

    private static Task<JsonSchema> Schema() => JsonSchema.FromJsonAsync(ConfigSchema.Create(StubPlugins.Catalog));
}
