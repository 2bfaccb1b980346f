using EvalKit.Cli;
using EvalKit.Cli.Runs;
using EvalKit.Core.Configuration;
using EvalKit.Core.Configuration.Documents;
using EvalKit.Core.Data;
using EvalKit.Core.Execution;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Planning;
using EvalKit.Core.Plugins;
using EvalKit.Core.Store;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Inference;
using EvalKit.Onnx.Tests.Fixtures;

namespace EvalKit.Benchmarks;

/// <summary>
/// The inference of <c>run</c> in this process: the plan's units of predictions, computed by the worker's own jobs and
/// written to a store in a temporary folder.
/// </summary>
internal sealed class RunStage : IDisposable
{
    /// <summary>The severities of each perturbation: 1 to this.</summary>
    public const int Severities = 5;

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, OnnxModel> _models;
    private readonly Plan _plan;
    private readonly JobRunner _runner;
    private readonly PerturbedCopies _copies;

    /// <summary>Opens the models and plans clean data and every perturbation.</summary>
    /// <param name="paths">The models' files.</param>
    /// <param name="data">The data; it stays the caller's to dispose of.</param>
    /// <param name="samples">The number of samples on clean data.</param>
    /// <param name="perturbedSamples">The number of samples under each perturbation and severity.</param>
    /// <param name="threads">The number of threads that work at once.</param>
    public RunStage(IReadOnlyList<string> paths, IDataset data, int samples, int perturbedSamples, int threads)
    {
        var catalog = CompositionRoot.CreateCatalog();
        _models = paths.ToDictionary(path => Path.GetFileName(path), path => OnnxModel.Open(path, new InputConfig(), new OutputConfig(), data.StoredShape(0)), StringComparer.Ordinal);
        Perturbations = [.. catalog.All<IImagePerturbation>().Select(plugin => plugin.Name)];
        var config = new EvalConfig(
            new SourcePlace("benchmark", 0, 0),
            "benchmark",
            EvaluationTask.ImageClassification,
            [],
            new DataConfig(new PluginInstance<IDataSource>("", "", 1, "{}", new OpenData(data)), samples),
            new InputConfig(),
            new OutputConfig(),
            new RobustnessConfig(null, perturbedSamples, [.. catalog.All<IImagePerturbation>().Select(plugin => new PerturbationConfig(catalog.Create<IPerturbation>(plugin.Kind), [.. Enumerable.Range(1, Severities)]))]),
            null,
            new CostConfig(),
            []);
        _plan = Planner.Plan(config, [.. _models.Select(named => Planned(named.Key, named.Value))], [], data, Versions.Current);
        var bound = BoundPlan.Of(_plan, catalog);
        _copies = new PerturbedCopies(bound, data, _folder.Path);
        _runner = new JobRunner(new JobContext(bound, data, _copies, new RunStore(_folder.Path), model => _models[model.Name], threads));
    }

    /// <summary>The models.</summary>
    public IReadOnlyList<OnnxModel> Models => [.. _models.Values];

    /// <summary>The kinds of perturbation.</summary>
    public IReadOnlyList<string> Perturbations { get; }

    /// <summary>Computes the units of clean data or of one perturbation for all models, whether they are stored or not.</summary>
    /// <param name="kind"><c>clean</c>, or the perturbation's kind.</param>
    public void Run(string kind)
    {
        foreach (var job in Job.Of(_plan, _plan.Units.Where(unit => Condition.Parse(unit.What).Kind == kind), ModelPool.DefaultBudget))
            _runner.RunAsync([.. job.Units.Select(unit => unit.Id)], Check, CancellationToken.None).GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        foreach (var model in _models.Values) model.Dispose();
        _copies.Dispose();
        _folder.Dispose();
    }

    private static void Check(WorkerReply reply)
    {
        if (reply is UnitFailed failed) throw new InvalidOperationException(failed.Message);
    }

    private static PlannedModel Planned(string name, OnnxModel model) => new(
        new ModelEntry(name, model.Path, null, new InputConfig(), new OutputConfig()),
        new ProbedModel(OnnxInspector.Inspect(model.Path), model.Signature, model.View, model.Input.Canonical, [], new Dictionary<string, string>()));

    private sealed record OpenData(IDataset Data) : IDataSource
    {
        public IDataset Open(string folder) => Data;
    }
}
