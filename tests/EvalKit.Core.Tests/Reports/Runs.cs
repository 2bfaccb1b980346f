using EvalKit.Core.Attributions;
using EvalKit.Core.Configuration;
using EvalKit.Core.Configuration.Documents;
using EvalKit.Core.Metrics;
using EvalKit.Core.Models;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Planning;
using EvalKit.Core.Plugins;
using EvalKit.Core.Reports;

namespace EvalKit.Core.Tests.Reports;

/// <summary>Stored runs for tests: all labels are 0, so that a prediction of 0 is right.</summary>
internal static class Runs
{
    public static readonly Provenance Provenance = new("0", "0", "cpu", "x", 7, "data", "00", 0, 0, 0, "cifar-c", [], [], "00");

    public static EvaluationRun Of(params IReadOnlyList<ModelRun> models) => new(
        "run", Provenance, models, [], null, [], [], [new StubAccuracy()], [], [], [], [], []);

    /// <summary>A model with this many parameters and MACs, right on the clean samples for which <paramref name="right"/> says so.</summary>
    public static ModelRun Model(string name, long parameters, int n, Func<int, bool> right) => new(
        name,
        $"{name}.onnx",
        "00",
        null,
        new ModelCost(parameters, parameters, parameters, parameters),
        Predictions(n, right),
        new Dictionary<Condition, PredictionTable>(),
        new Dictionary<string, ExplanationTable>());

    public static PredictionTable Predictions(int n, Func<int, bool> right) => new(
        Enumerable.Range(0, n).ToArray(),
        new int[n],
        Enumerable.Range(0, n).Select(i => right(i) ? 0 : 1).ToArray(),
        new float[n],
        Enumerable.Range(0, n).SelectMany(i => right(i) ? new[] { 1f, 0 } : [0, 1]).ToArray(),
        2,
        ScoreKind.Logits);

    public static EvaluationRun WithConditions(this EvaluationRun run, params (string Kind, int Severity, PerturbationCategory Category)[] conditions) => run with
    {
        Conditions = [.. conditions.Select(condition => new PlannedCondition(new(condition.Kind, condition.Severity), condition.Category))],
        RobustnessMetrics = [new StubCorrupted()],
    };

    public static ModelRun Under(this ModelRun model, string kind, int severity, PredictionTable table) => model with
    {
        Perturbed = new Dictionary<Condition, PredictionTable>(model.Perturbed) { [new(kind, severity)] = table },
    };

    public static EvaluationRun WithRelevanceGain(this EvaluationRun run, bool common, params string[] methods) => run with
    {
        Attributions = methods,
        Substrates = ["mean", "blur"],
        ExplanationMetrics = [new PluginInstance<IExplanationMetric>("relevance-gain", "relevance-gain", 1, "{}", new StubRelevanceGain(common))],
    };

    /// <summary>Adds relevance gains: per sample the mean, then the two substrates.</summary>
    public static ModelRun Explained(this ModelRun model, string method, int n, Func<int, (double Mean, double First, double Second)> gain) => model with
    {
        Explanations = new Dictionary<string, ExplanationTable>(model.Explanations)
        {
            [method] = new(Enumerable.Range(0, n).ToArray(), new Dictionary<string, ReadOnlyMemory<double>>
            {
                ["relevance-gain"] = Enumerable.Range(0, n).SelectMany(i => new[] { gain(i).Mean, gain(i).First, gain(i).Second }).ToArray(),
            }, new Dictionary<string, IReadOnlyList<string>>
            {
                ["relevance-gain"] = [.. Enumerable.Range(0, n).Select(i => double.IsNaN(gain(i).Mean) ? "the attribution is constant" : "")],
            }),
        },
    };

    public static GateConfig GateOf(string metric, double? min = null, double? max = null, string? models = null, double confidence = 0.95) =>
        new(new SourcePlace("fashion.yaml", 31, 5), metric, models, min, max, null, null, null, 0, confidence);
}
