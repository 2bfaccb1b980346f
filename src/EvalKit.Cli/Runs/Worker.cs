using EvalKit.Core.Attributions;
using EvalKit.Core.Data;
using EvalKit.Core.Execution;
using EvalKit.Core.Models;
using EvalKit.Core.Planning;
using EvalKit.Core.Plugins;
using EvalKit.Core.Store;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Inference;

namespace EvalKit.Cli.Runs;

/// <summary>What the process does that a supervisor starts: it opens models, computes units and measures.</summary>
/// <param name="catalog">The methods.</param>
/// <param name="folder">The folder that the plan's paths start from.</param>
/// <param name="run">The run's folder.</param>
/// <param name="threads">The number of threads that work at once.</param>
internal sealed class Worker(PluginCatalog catalog, string folder, string run, int threads) : IDisposable
{
    private readonly ModelActivity _activity = new();
    private JobContext? _context;
    private ModelPool? _pool;

    /// <summary>Answers requests until the input closes.</summary>
    public Task RunAsync(TextReader requests, TextWriter replies)
    {
        var loop = new WorkerLoop(
            Probe,
            async () => new JobRunner(await ContextAsync().ConfigureAwait(false)),
            async () => new CostMeter(await ContextAsync().ConfigureAwait(false)),
            _activity);
        return loop.RunAsync(Supervised.ReadAhead(requests), replies, CancellationToken.None);
    }

    public void Dispose()
    {
        _pool?.Dispose();
        _context?.Copies.Dispose();
        _context?.Data.Dispose();
    }

    private ProbedModel Probe(ProbeRequest request)
    {
        var path = Path.GetFullPath(Path.Combine(folder, request.Model.Path));
        var facts = OnnxInspector.Inspect(path) with { Path = request.Model.Path };
        using var model = OnnxModel.Open(path, request.Model.Input, request.Model.Output, request.Stored, threads: 1);
        var output = model.Settings.Where(setting => setting.Key.StartsWith("output.", StringComparison.Ordinal));
        var preprocessing = string.Join(';', [model.Input.Canonical, .. output.Select(setting => $"{setting.Key}={setting.Value}")]);
        var refusals = request.Attributions
            .Select(method => (method.Name, Why: catalog.Create<IAttributionMethod>(method.Kind, method.Parameters, method.Name).Method.Refusal(model)))
            .Where(method => method.Why is not null)
            .ToDictionary(method => method.Name, method => method.Why!, StringComparer.Ordinal);
        return new ProbedModel(
            facts, model.Signature, model.View, preprocessing, [.. model.Settings.Select(setting => $"{setting.Key}: {setting.Value} ({setting.Origin})")], refusals)
        {
            Behaviour = BehaviourCheck.Of(model, facts.Operators.Keys, CancellationToken.None),
        };
    }

    private async Task<JobContext> ContextAsync()
    {
        if (_context is not null) return _context;
        var plan = await PlanFile.ReadAsync(run, CancellationToken.None).ConfigureAwait(false);
        var data = catalog.Create<IDataSource>(plan.Data.Kind, plan.Data.Parameters).Method.Open(folder);
        if (plan.Order() is { } order) data = new DrawnDataset(data, order);
        _pool = new ModelPool(model => Open(model, data), ModelPool.DefaultBudget);
        var bound = BoundPlan.Of(plan, catalog);
        return _context = new JobContext(bound, data, new PerturbedCopies(bound, data, folder), new RunStore(run, Interruption.AtWrites()), _pool.Open, threads);
    }

    // One thread a session: threads take batches of their own, which is faster for small models and cannot change a sum.
    private OnnxModel Open(PlannedModel model, IDataset data) =>
        OnnxModel.Open(Path.GetFullPath(Path.Combine(folder, model.Entry.Path)), model.Entry.Input, model.Entry.Output, data.StoredShape(0), threads: 1, _activity);
}
