using System.Globalization;
using EvalKit.Core.Gates.References;
using EvalKit.Core.Metrics;
using EvalKit.Core.Planning;
using EvalKit.Core.Plugins;
using EvalKit.Core.Reports;

namespace EvalKit.Core.Store;

/// <summary>Reads what the store holds of a plan, for the report.</summary>
/// <param name="bound">The plan and its methods.</param>
/// <param name="store">The store.</param>
/// <param name="catalog">Where the figures of predictions come from.</param>
/// <param name="isWanted">Whether a unit is read; the others are as missing. Null for all.</param>
public sealed class StoredRun(BoundPlan bound, RunStore store, PluginCatalog catalog, Func<Unit, bool>? isWanted = null)
{
    private readonly Plan _plan = bound.Plan;
    private readonly StoredTables _tables = new(store);
    private readonly ILookup<(string Model, UnitKind Kind, string What), Unit> _units =
        bound.Plan.Units.ToLookup(unit => (unit.Model, unit.Kind, unit.What));

    /// <summary>The run before any unit is computed: it tells which figures there will be.</summary>
    /// <param name="provenance">What determines the values.</param>
    public EvaluationRun Outline(Provenance provenance) => Assemble(provenance, Conditions(), [.. _plan.Models.Select(Outline)]);

    /// <summary>Reads everything.</summary>
    /// <param name="provenance">What determined the values.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="InvalidDataException">A unit is damaged.</exception>
    public async Task<EvaluationRun> ReadAsync(Provenance provenance, CancellationToken cancellation)
    {
        var conditions = Conditions();
        var models = new List<ModelRun>();
        foreach (var model in _plan.Models) models.Add(await ModelAsync(model, conditions, cancellation).ConfigureAwait(false));
        return Assemble(provenance, conditions, models);
    }

    private PlannedCondition[] Conditions() =>
        [.. _plan.Perturbations.SelectMany(one => one.Severities.Select(severity => new PlannedCondition(
            new Condition(one.Method.Name, severity), bound.Perturbations[one.Method.Name].Method.Category)))];

    private EvaluationRun Assemble(Provenance provenance, PlannedCondition[] conditions, IReadOnlyList<ModelRun> models)
    {
        var failed = _plan.Units
            .Select(unit => store.Contains(unit.Id) ? null : store.Failure(unit.Id))
            .OfType<UnitFailure>()
            .Select(failure => new Failure(failure.Model, failure.What, failure.Message, failure.Retryable));
        return new EvaluationRun(
            _plan.Name,
            provenance,
            models,
            conditions,
            _plan.ReferenceModel,
            [.. (_plan.Explanations?.Attributions ?? []).Select(one => one.Method.Name)],
            [.. bound.Substrates.Select(one => one.Name)],
            [.. catalog.All<IPredictionMetric>().Select(one => one.Method)],
            [.. catalog.All<IRobustnessMetric>().Select(one => one.Method)],
            bound.Metrics,
            _plan.Gates,
            _plan.Drawn is { } drawn && _plan.Data.Samples < drawn ? [Stopped(_plan.Data.Samples, drawn)] : [],
            [.. _plan.Unopened.Select(model => Failure.ToOpen(model.Name, model.Why, model.Retryable)), .. failed])
        {
            Order = _plan.Order(),
            Slices = _plan.Slices?.ToDictionary(slice => slice.Key, slice => SampleRanges.Parse(slice.Value), StringComparer.Ordinal),
            Sweeps = _plan.Sweeps,
            SweepMetrics = [.. catalog.All<ISweepMetric>().Select(one => one.Method)],
        };
    }

    private static Finding Stopped(int samples, int drawn) => new(FindingLevel.Note, null, string.Create(
        CultureInfo.InvariantCulture,
        $"The run stopped by itself after {samples:N0} of {drawn:N0} samples, since its gates were decided. The gates allow for that; the other intervals do not."));

    private static ModelRun Outline(PlannedModel model)
    {
        var facts = model.Probed.Facts;
        return new ModelRun(
            model.Name,
            model.Entry.Path,
            facts.Sha256,
            model.Entry.Family,
            new ModelCost(facts.Parameters, facts.Macs, facts.Bytes, facts.Activations),
            null,
            new Dictionary<Condition, PredictionTable>(),
            new Dictionary<string, ExplanationTable>(StringComparer.Ordinal),
            model.Probed.Refusals)
        {
            Behaviour = model.Probed.Behaviour,
        };
    }

    private async Task<ModelRun> ModelAsync(PlannedModel model, IReadOnlyList<PlannedCondition> conditions, CancellationToken cancellation)
    {
        var perturbed = new Dictionary<Condition, PredictionTable>();
        foreach (var condition in conditions.Select(planned => planned.Condition).Concat(_plan.Sweeps.SelectMany(sweep => sweep.Conditions)))
        {
            if (Predictions(model, condition, cancellation) is { } table) perturbed.Add(condition, table);
        }

        var explanations = new Dictionary<string, ExplanationTable>(StringComparer.Ordinal);
        foreach (var method in bound.Attributions.Keys)
        {
            if (await ExplanationsAsync(model, method, cancellation).ConfigureAwait(false) is { } table) explanations.Add(method, table);
        }

        return Outline(model) with
        {
            Clean = Predictions(model, Condition.Clean, cancellation),
            Perturbed = perturbed,
            Explanations = explanations,
        };
    }

    private PredictionTable? Predictions(PlannedModel model, Condition condition, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Units(model.Name, UnitKind.Predictions, condition.ToString()) is { } units ? _tables.Open(units, model.Probed.Signature) : null;
    }

    private async Task<ExplanationTable?> ExplanationsAsync(PlannedModel model, string method, CancellationToken cancellation)
    {
        var values = new Dictionary<string, ReadOnlyMemory<double>>(StringComparer.Ordinal);
        var reasons = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        int[] samples = [];
        foreach (var metric in bound.Metrics)
        {
            var tables = await TablesAsync(model.Name, UnitKind.Explanations, $"{method}/{metric.Name}", cancellation).ConfigureAwait(false);
            if (tables is not { Count: > 0 }) continue;
            var rows = ExplanationRows.FromTables(tables, metric.Method.Columns(bound.Names, method));
            samples = rows.Samples;
            values.Add(metric.Name, rows.Values.SelectMany(row => row).ToArray());
            reasons.Add(metric.Name, rows.Reasons);
        }

        return values.Count == 0 ? null : new ExplanationTable(samples, values, reasons);
    }

    private async Task<List<UnitTable>?> TablesAsync(string model, UnitKind kind, string what, CancellationToken cancellation)
    {
        if (Units(model, kind, what) is not { } units) return null;
        var tables = new List<UnitTable>();
        foreach (var unit in units) tables.Add(await store.ReadAsync(unit.Id, cancellation).ConfigureAwait(false));
        return tables;
    }

    // Null where one is not wanted or missing.
    private Unit[]? Units(string model, UnitKind kind, string what)
    {
        Unit[] units = [.. _units[(model, kind, what)]];
        return units.All(unit => isWanted?.Invoke(unit) != false && store.Contains(unit.Id)) ? units : null;
    }
}
