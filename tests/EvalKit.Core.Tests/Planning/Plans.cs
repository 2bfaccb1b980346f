using EvalKit.Core.Attributions;
using EvalKit.Core.Configuration;
using EvalKit.Core.Configuration.Documents;
using EvalKit.Core.Data;
using EvalKit.Core.Images;
using EvalKit.Core.Models;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Planning;
using EvalKit.Core.Plugins;
using EvalKit.Core.Tests.Execution;
using EvalKit.Core.Tests.Plugins;

namespace EvalKit.Core.Tests.Planning;

/// <summary>Small plans over models that exist in name only.</summary>
internal static class Plans
{
    public static readonly ImageShape Shape = new(1, 2, 2);

    public static EvalConfig Config(ulong seed = 0, int? limit = null, IReadOnlyList<int>? severities = null) => new(
        new SourcePlace("eval.yaml", 1, 1),
        "test",
        EvaluationTask.ImageClassification,
        [],
        new DataConfig(new PluginInstance<IDataSource>("counting", "counting", 1, "{}", new NoSource()), limit),
        new InputConfig(),
        new OutputConfig(),
        new RobustnessConfig(null, 3, [new PerturbationConfig(new PluginInstance<IPerturbation>("invert", "invert", 1, "{}", new Invert()), severities ?? [1, 3])]),
        null,
        new CostConfig(),
        [],
        seed);

    public static PlannedModel Model(string name, string? sha256 = null) => new(
        new ModelEntry(name, name + ".onnx", null, new InputConfig(), new OutputConfig()),
        new ProbedModel(
            new ModelFacts(name + ".onnx", sha256 ?? "hash of " + name, 100, 17, "", [], [], 10, 10, new Dictionary<string, long>(), 4, new Dictionary<string, int>(), new Dictionary<string, string>()),
            new ModelSignature(Shape, 2, ScoreKind.Logits, null),
            new ImageView(Shape),
            "as is",
            [],
            new Dictionary<string, string>()));

    public static Plan Of(params string[] names) => Of(Config(), names);

    public static PlannedModel Refusing(string name, string method)
    {
        var model = Model(name);
        return model with { Probed = model.Probed with { Refusals = new Dictionary<string, string> { [method] = "no" } } };
    }

    /// <summary>Explains by a method that runs the model and one that follows its gradient.</summary>
    public static EvalConfig Explained(ExplainedOutput? output, IExplanationMetric? metric = null) => Config() with
    {
        Robustness = null,
        Interpretability = new InterpretabilityConfig(
            [new(Instance<IAttributionMethod>("rise", new Rise()), null), new(Instance<IAttributionMethod>("slope", new Slope()), null)],
            new ExplanationTarget(ExplanationTargetKind.Predicted),
            [],
            [metric is null ? Instance<IExplanationMetric>("sparseness", new Sparseness()) : Instance("comparing", metric)],
            Output: output),
    };

    public static Plan Of(EvalConfig config, params string[] names) => Of(config, [.. names.Select(name => Model(name))]);

    public static Plan Of(EvalConfig config, params PlannedModel[] models)
    {
        using var data = new CountingData(5, Shape, classes: 2);
        return Planner.Plan(config, models, [], data, new PlanVersions("0", "1.31", "cpu/all", "x64"));
    }

    private sealed record NoSource : IDataSource
    {
        public IDataset Open(string folder) => throw new InvalidOperationException();
    }

    /// <summary>A copy at severities 2 and 4.</summary>
    public static PerturbationConfig Copy { get; } = CopyOf(new Shifted("first"));

    public static PerturbationConfig CopyOf(Shifted copy, string name = "recorded") =>
        new(new PluginInstance<IPerturbation>(name, "shifted", 1, "{}", copy), [2, 4]);

    /// <summary>A copy of the counting data: sample i is sample i + severity.</summary>
    internal sealed record Shifted(string Bytes) : IPerturbedCopy
    {
        public PerturbationCategory Category => PerturbationCategory.Weather;

        public IDataset Open(string folder, IDataset clean, int samples, int severity) => new Data(clean, samples, severity, $"{Bytes} {severity}");

        private sealed class Data(IDataset clean, int samples, int severity, string sha256) : IDataset
        {
            public int Count => samples;

            public IReadOnlyList<string> ClassNames => clean.ClassNames;

            public string Sha256 => sha256;

            public string Id(int index) => clean.Id(index);

            public int Label(int index) => clean.Label(index);

            public ImageShape StoredShape(int index) => clean.StoredShape(index);

            public void Read(int start, ImageView view, Span<float> pictures) => clean.Read(start + severity, view, pictures);

            public void Dispose()
            {
            }
        }
    }

    private static PluginInstance<T> Instance<T>(string name, T method)
        where T : class, IPlugin => new(name, name, 1, "{}", method);

    private sealed record Slope : IGradientAttribution
    {
        public bool IsSampled => false;

        public int Predictions(ImageShape shape) => 3;

        public void Attribute(in AttributionRequest request, Span<float> attribution, Span<float> standardError, CancellationToken cancellation) => attribution.Clear();
    }

    public static PluginInstance<IGradedImagePerturbation> Fading { get; } = new("fade", "fade", 1, "{}", new Fade());

    /// <summary>The configuration with a sweep over 0.1, 0.316 and 1 instead of perturbations.</summary>
    public static EvalConfig WithSweep(int levels = 3, double? from = null, ulong seed = 0) => Config(seed) with
    {
        Robustness = new RobustnessConfig(null, null, null, [new NoiseToleranceConfig(new SourcePlace("eval.yaml", 9, 7), Fading, levels, from)]),
    };

    /// <summary>Raises all pixels by the level times a number of the sample.</summary>
    internal sealed record Fade : IGradedImagePerturbation
    {
        public PerturbationCategory Category => PerturbationCategory.Noise;

        public LevelScale Levels { get; } = new("steps", 0.1, 1);

        public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context) => throw new NotSupportedException();

        public void ApplyAt(double level, ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
        {
            var rise = (float)(level * context.CreateRandom().NextDouble());
            for (var i = 0; i < source.Length; i++) destination[i] = source[i] + rise;
        }
    }

    /// <summary>Turns the picture's values round.</summary>
    internal sealed record Invert : IImagePerturbation
    {
        public PerturbationCategory Category => PerturbationCategory.Digital;

        public void Apply(ReadOnlySpan<float> source, Span<float> destination, in PerturbationContext context)
        {
            for (var i = 0; i < source.Length; i++) destination[i] = 1 - source[i];
        }
    }
}
