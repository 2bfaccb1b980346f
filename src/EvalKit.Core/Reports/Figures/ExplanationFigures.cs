using System.Globalization;
using EvalKit.Core.Attributions;
using EvalKit.Core.Metrics;
using EvalKit.Core.Planning;
using EvalKit.Core.Plugins;

namespace EvalKit.Core.Reports.Figures;

/// <summary>
/// The figures of explanations: <c>interpretability/METRIC@METHOD</c>, its parts <c>interpretability/METRIC@METHOD:PART</c>
/// (a part is a substrate as a rule), and <c>interpretability/METRIC</c>, the mean over the methods. Figures that need it
/// are taken on the samples that all models compared classify correctly and have a value for.
/// </summary>
internal sealed class ExplanationFigures
{
    private readonly EvaluationRun _run;
    private readonly IReadOnlyList<ModelRun> _models;
    private readonly ExplanationNames _names;
    private readonly Lazy<HashSet<ModelRun>> _comparedModels;
    private readonly Lazy<HashSet<int>?> _correctByAll;

    public ExplanationFigures(EvaluationRun run, IReadOnlyList<ModelRun> models)
    {
        _run = run;
        _models = models;
        _names = new ExplanationNames(run.Substrates, [.. run.Conditions.Select(planned => planned.Condition.Kind).Distinct(StringComparer.Ordinal)], run.Attributions);
        // A model without a single finite score would leave no sample to the others, and one that is not trusted only some.
        _comparedModels = new(() => new HashSet<ModelRun>(
            models.Where(model => model.Clean is { Count: > 0 } && Distrust.Of(model) is null), ReferenceEqualityComparer.Instance));
        _correctByAll = new Lazy<HashSet<int>?>(() => models.Where(IsCompared)
            .Select(model => Correct(model.Clean!))
            .Aggregate((HashSet<int>?)null, (all, correct) =>
            {
                if (all is null) return correct;
                all.IntersectWith(correct);
                return all;
            }));
    }

    public IEnumerable<Figure> Of(ModelRun model)
    {
        if (_run.Attributions.Count == 0) yield break;
        foreach (var metric in _run.ExplanationMetrics)
        {
            foreach (var method in _run.Attributions)
            {
                var columns = metric.Method.Columns(_names, method);
                for (var column = 0; column < columns.Count; column++)
                {
                    var id = $"interpretability/{metric.Name}@{method}" + (column == 0 ? "" : $":{columns[column]}");
                    yield return Over(model, metric, column, [method], id, null);
                }
            }

            yield return Mean(model, metric, $"interpretability/{metric.Name}");
        }
    }

    // A method that the metric has no value for in any model (such as one that does not promise completeness) is left out.
    private Figure Mean(ModelRun model, PluginInstance<IExplanationMetric> metric, string id)
    {
        var without = _run.Attributions.Where(method => HasNone(metric, method)).ToList();
        if (without.Count == 0) return Over(model, metric, 0, _run.Attributions, id, null);
        if (without.Count == _run.Attributions.Count) return Over(model, metric, 0, [without[0]], id, null);
        return Over(model, metric, 0, [.. _run.Attributions.Except(without)], id, $"without {string.Join(", ", without)}, which {(without.Count == 1 ? "has" : "have")} none");
    }

    private Figure Over(ModelRun model, PluginInstance<IExplanationMetric> metric, int column, IReadOnlyList<string> methods, string id, string? restriction)
    {
        var info = metric.Method.Info;
        foreach (var method in methods)
        {
            if (model.Refusals?.GetValueOrDefault(method) is { } refusal) return Figure.Missing(id, info, $"{method} cannot explain this model: {refusal}");
            if (!Has(model, metric.Name, method)) return Figure.Missing(id, info, ModelFigures.WhyMissing(_run, model, method, $"{method}/{metric.Name}"));
        }

        if (metric.Method.NeedsCommonCorrectSamples && model.Clean is null)
        {
            return Figure.Missing(id, info, ModelFigures.WhyMissing(_run, model, Condition.Clean.ToString()));
        }

        var explained = methods.Max(method => model.Explanations[method].Samples.Length);
        var reason = methods.SelectMany(method => model.Explanations[method].Reasons[metric.Name]).Where(why => why.Length > 0)
            .CountBy(why => why, StringComparer.Ordinal).OrderByDescending(why => why.Value).ThenBy(why => why.Key, StringComparer.Ordinal).Select(why => why.Key).FirstOrDefault();
        var values = new Lazy<SampleValues>(() => Means(model, metric, column, methods));
        return new(id, info, intervals =>
        {
            var note = Note(metric.Method, values.Value.Values.Length, explained, reason);
            return intervals.Mean(values.Value.Values, note is null || restriction is null ? note ?? restriction : $"{note}; {restriction}");
        })
        {
            PerSample = () => values.Value,
        };
    }

    private static string? Note(IExplanationMetric metric, int n, int explained, string? reason)
    {
        if (n == explained) return null;
        return metric.NeedsCommonCorrectSamples
            ? string.Create(CultureInfo.InvariantCulture, $"{n:N0} of {explained:N0} samples: those that all models classify correctly{(reason is null ? "" : $", and that have a value (others: {reason})")}")
            : string.Create(CultureInfo.InvariantCulture, $"{explained - n:N0} of {explained:N0} samples have no value{(reason is null ? "" : $": {reason}")}");
    }

    private SampleValues Means(ModelRun model, PluginInstance<IExplanationMetric> metric, int column, IReadOnlyList<string> methods)
    {
        var compared = metric.Method.NeedsCommonCorrectSamples
            ? _models.Where(other => (other == model || IsCompared(other)) && methods.All(method => Has(other, metric.Name, method)))
            : [model];
        var usable = compared
            .SelectMany(other => methods.Select(method => (ReadOnlyMemory<int>)Defined(other.Explanations[method], metric.Name, Width(metric, method), column)))
            .ToList();
        var samples = CommonSamples.Of(usable).Samples.ToArray();
        if (metric.Method.NeedsCommonCorrectSamples) samples = [.. samples.Where((_correctByAll.Value ?? Correct(model.Clean!)).Contains)];

        var means = new double[samples.Length];
        foreach (var method in methods)
        {
            var table = model.Explanations[method];
            var values = table.Values[metric.Name].Span;
            var common = CommonSamples.Of([samples, table.Samples]);
            for (var i = 0; i < means.Length; i++) means[i] += values[(common.Rows(1)[i] * Width(metric, method)) + column] / methods.Count;
        }

        return new(samples, means);
    }

    private bool IsCompared(ModelRun model) => _comparedModels.Value.Contains(model);

    private int Width(PluginInstance<IExplanationMetric> metric, string method) => metric.Method.Columns(_names, method).Count;

    private bool HasNone(PluginInstance<IExplanationMetric> metric, string method)
    {
        var tables = _models.Where(model => Has(model, metric.Name, method)).Select(model => model.Explanations[method]).ToList();
        return tables.Count > 0 && tables.All(table => Defined(table, metric.Name, Width(metric, method), 0).Length == 0);
    }

    private static bool Has(ModelRun model, string metric, string method) =>
        model.Explanations.TryGetValue(method, out var table) && table.Values.ContainsKey(metric);

    private static int[] Defined(ExplanationTable table, string metric, int width, int column)
    {
        var values = table.Values[metric];
        return [.. Enumerable.Range(0, table.Samples.Length)
            .Where(row => double.IsFinite(values.Span[(row * width) + column]))
            .Select(row => table.Samples.Span[row])];
    }

    private static HashSet<int> Correct(PredictionTable table) =>
        [.. Enumerable.Range(0, table.Count)
            .Where(row => table.Predictions.Span[row] == table.Labels.Span[row])
            .Select(row => table.Samples.Span[row])];
}
