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
    private readonly HashSet<int>? _correctByAll;

    public ExplanationFigures(EvaluationRun run, IReadOnlyList<ModelRun> models)
    {
        _run = run;
        _models = models;
        _correctByAll = models.Where(model => model.Clean is not null)
            .Select(model => Correct(model.Clean!))
            .Aggregate((HashSet<int>?)null, (all, correct) =>
            {
                if (all is null) return correct;
                all.IntersectWith(correct);
                return all;
            });
    }

    public IEnumerable<Figure> Of(ModelRun model)
    {
        if (_run.Attributions.Count == 0) yield break;
        foreach (var metric in _run.ExplanationMetrics)
        {
            var columns = metric.Method.Columns(_run.Substrates);
            for (var column = 0; column < columns.Count; column++)
            {
                foreach (var method in _run.Attributions)
                {
                    var id = $"interpretability/{metric.Name}@{method}" + (column == 0 ? "" : $":{columns[column]}");
                    yield return Over(model, metric, columns.Count, column, [method], id);
                }
            }

            yield return Over(model, metric, columns.Count, 0, _run.Attributions, $"interpretability/{metric.Name}");
        }
    }

    private Figure Over(ModelRun model, PluginInstance<IExplanationMetric> metric, int width, int column, IReadOnlyList<string> methods, string id)
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
        var values = new Lazy<SampleValues>(() => Means(model, metric, width, column, methods));
        return new(id, info, intervals => intervals.Mean(values.Value.Values, Note(metric.Method, values.Value.Values.Length, explained)))
        {
            PerSample = () => values.Value,
        };
    }

    private static string? Note(IExplanationMetric metric, int n, int explained)
    {
        if (n == explained) return null;
        return metric.NeedsCommonCorrectSamples
            ? string.Create(CultureInfo.InvariantCulture, $"{n:N0} of {explained:N0} samples: those that all models classify correctly")
            : string.Create(CultureInfo.InvariantCulture, $"{explained - n:N0} of {explained:N0} samples have no value");
    }

    private SampleValues Means(ModelRun model, PluginInstance<IExplanationMetric> metric, int width, int column, IReadOnlyList<string> methods)
    {
        var compared = metric.Method.NeedsCommonCorrectSamples
            ? _models.Where(other => other.Clean is not null && methods.All(method => Has(other, metric.Name, method)))
            : [model];
        var usable = compared
            .SelectMany(other => methods.Select(method => (ReadOnlyMemory<int>)Defined(other.Explanations[method], metric.Name, width, column)))
            .ToList();
        var samples = CommonSamples.Of(usable).Samples.ToArray();
        if (metric.Method.NeedsCommonCorrectSamples) samples = [.. samples.Where(_correctByAll!.Contains)];

        var means = new double[samples.Length];
        foreach (var method in methods)
        {
            var table = model.Explanations[method];
            var values = table.Values[metric.Name].Span;
            var common = CommonSamples.Of([samples, table.Samples]);
            for (var i = 0; i < means.Length; i++) means[i] += values[(common.Rows(1)[i] * width) + column] / methods.Count;
        }

        return new(samples, means);
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
