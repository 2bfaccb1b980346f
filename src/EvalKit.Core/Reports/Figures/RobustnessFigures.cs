using EvalKit.Core.Metrics;
using EvalKit.Core.Planning;
using EvalKit.Core.Plugins;

namespace EvalKit.Core.Reports.Figures;

/// <summary>
/// The figures that compare perturbed conditions with one another, with clean data or with a reference model:
/// <c>robustness/KIND</c> over all conditions, <c>robustness/KIND@noise</c> over a category, <c>robustness/KIND@fog</c> over the
/// severities of a kind. Missing as soon as one of their conditions is: no mean hides a gap.
/// </summary>
internal static class RobustnessFigures
{
    public static IEnumerable<Figure> Of(EvaluationRun run, ModelRun model)
    {
        if (run.Conditions.Count == 0) yield break;
        foreach (var metric in run.RobustnessMetrics)
        {
            var id = $"robustness/{PluginAttribute.KindOf(metric)}";
            yield return Of(run, model, metric, run.Conditions, id);
            foreach (var kind in run.Conditions.Where(_ => metric.PerKind).GroupBy(planned => planned.Condition.Kind))
                yield return Of(run, model, metric, [.. kind], $"{id}@{kind.Key}");
            foreach (var planned in run.Conditions.Where(_ => metric.PerCondition))
                yield return Of(run, model, metric, [planned], $"{id}@{planned.Condition}");
            if (!metric.PerCategory) continue;
            foreach (var category in run.Conditions.GroupBy(planned => planned.Category).OrderBy(category => category.Key))
            {
                yield return Of(run, model, metric, [.. category], $"{id}@{category.Key.ToString().ToLowerInvariant()}");
            }
        }

        foreach (var metric in run.PredictionMetrics.OfType<IPerSampleMetric>().Where(metric => metric.PerCondition))
        {
            foreach (var kind in run.Conditions.GroupBy(planned => planned.Condition.Kind))
            {
                yield return OverSeverities(run, model, metric, [.. kind.Select(planned => planned.Condition)], $"robustness/{PluginAttribute.KindOf(metric)}@{kind.Key}");
            }
        }
    }

    private static Figure Of(EvaluationRun run, ModelRun model, IRobustnessMetric metric, IReadOnlyList<PlannedCondition> conditions, string id)
    {
        if (WhyMissing(run, model, conditions.Select(planned => planned.Condition).Prepend(Condition.Clean)) is { } why) return Figure.Missing(id, metric.Info, why);
        var table = TableOf(model, conditions);
        if (metric.NeedsReference)
        {
            if (run.ReferenceModel is null) return Figure.Missing(id, metric.Info, "no reference model: robustness.reference-model names one");
            if (run.Models.FirstOrDefault(one => one.Name == run.ReferenceModel) is not { } reference)
                return Figure.Missing(id, metric.Info, $"the reference model {run.ReferenceModel} could not be opened");
            if (WhyMissing(run, reference, conditions.Select(planned => planned.Condition).Prepend(Condition.Clean)) is { } whyNot)
                return Figure.Missing(id, metric.Info, $"of the reference model {reference.Name} {whyNot}");
            if (Distrust.Of(reference) is { } doubt) return Figure.Missing(id, metric.Info, $"of the reference model {reference.Name}: {doubt}");
            table = table with { Reference = TableOf(reference, conditions) };
        }

        return new(id, metric.Info, intervals => metric.Compute(table, intervals))
        {
            Gap = Gap(table.Perturbed.Select(entry => entry.Predictions)) ?? GapOfClean(table),
            PerSample = metric is IPerSampleRobustnessMetric perSample ? () => perSample.PerSample(table) : null,
        };
    }

    private static RobustnessTable TableOf(ModelRun model, IReadOnlyList<PlannedCondition> conditions) => new(
        model.Clean!,
        [.. conditions.Select(planned => new PerturbedPredictions(planned.Condition, planned.Category, model.Perturbed[planned.Condition]))]);

    private static Figure OverSeverities(EvaluationRun run, ModelRun model, IPerSampleMetric metric, IReadOnlyList<Condition> conditions, string id)
    {
        if (WhyMissing(run, model, conditions) is { } why) return Figure.Missing(id, metric.Info, why);
        var tables = conditions.Select(condition => model.Perturbed[condition]).ToList();
        var gap = Gap(tables);
        return new(id, metric.Info, intervals => intervals.Mean(Means(metric, tables).Values, gap))
        {
            Gap = gap,
            PerSample = () => Means(metric, tables),
        };
    }

    private static SampleValues Means(IPerSampleMetric metric, List<PredictionTable> tables)
    {
        var common = CommonSamples.Of([.. tables.Select(table => table.Samples)]);
        var means = new double[common.Count];
        for (var i = 0; i < tables.Count; i++)
        {
            var values = new double[tables[i].Count];
            metric.PerSample(tables[i], values);
            var rows = common.Rows(i);
            for (var j = 0; j < means.Length; j++) means[j] += values[rows[j]] / tables.Count;
        }

        return new(common.Samples, means);
    }

    internal static string? WhyMissing(EvaluationRun run, ModelRun model, IEnumerable<Condition> conditions)
    {
        var missing = conditions.FirstOrDefault(condition => condition.IsClean ? model.Clean is null : !model.Perturbed.ContainsKey(condition));
        return missing is null ? null : ModelFigures.WhyMissing(run, model, missing.ToString());
    }

    internal static string? Gap(IEnumerable<PredictionTable> tables) => tables.Select(PredictionFigures.Gap).FirstOrDefault(gap => gap is not null);

    // Clean samples beyond those of the conditions do not matter here.
    private static string? GapOfClean(RobustnessTable table)
    {
        var samples = CommonSamples.Of([table.Clean.Samples, table.Perturbed[0].Predictions.Samples]);
        return samples.Count == table.Perturbed[0].Predictions.Count ? null : PredictionFigures.Gap(table.Clean);
    }
}
