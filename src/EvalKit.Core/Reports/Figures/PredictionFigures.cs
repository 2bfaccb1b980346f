using System.Globalization;
using EvalKit.Core.Metrics;
using EvalKit.Core.Planning;
using EvalKit.Core.Plugins;

namespace EvalKit.Core.Reports.Figures;

/// <summary>
/// The figures of predictions under one condition: <c>performance/KIND</c> on clean data, <c>robustness/KIND@fog:3</c> on
/// perturbed ones.
/// </summary>
internal static class PredictionFigures
{
    public static IEnumerable<Figure> Performance(EvaluationRun run, ModelRun model) =>
        run.PredictionMetrics.Select(metric => Of(run, model, Condition.Clean, model.Clean, metric, $"performance/{PluginAttribute.KindOf(metric)}"));

    public static IEnumerable<Figure> Robustness(EvaluationRun run, ModelRun model) =>
        from metric in run.PredictionMetrics
        where metric.PerCondition
        from planned in run.Conditions
        select At(run, model, planned.Condition, metric);

    /// <summary>A figure under one perturbed condition.</summary>
    public static Figure At(EvaluationRun run, ModelRun model, Condition condition, IPredictionMetric metric) => Of(
        run, model, condition, model.Perturbed.GetValueOrDefault(condition), metric, $"robustness/{PluginAttribute.KindOf(metric)}@{condition}");

    /// <summary>What is missing of a table's samples, or null.</summary>
    public static string? Gap(PredictionTable table) =>
        table.Excluded == 0
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{table.Excluded:N0} of {table.Excluded + table.Count:N0} samples left out: {Why(table)}");

    private static string Why(PredictionTable table) =>
        table.Undecided == 0 ? "their scores are not finite"
        : table.Undecided == table.Excluded ? "every class has the same score"
        : string.Create(CultureInfo.InvariantCulture, $"the scores of {table.Excluded - table.Undecided:N0} are not finite, and of {table.Undecided:N0} every class has the same");

    private static Figure Of(EvaluationRun run, ModelRun model, Condition condition, PredictionTable? table, IPredictionMetric metric, string id)
    {
        if (table is null) return Figure.Missing(id, metric.Info, ModelFigures.WhyMissing(run, model, condition.ToString()));
        var gap = Gap(table);
        return new(id, metric.Info, intervals => WithNote(metric.Compute(table, intervals), gap))
        {
            Gap = gap,
            PerSample = metric is IPerSampleMetric perSample ? () => PerSample(perSample, table) : null,
        };
    }

    private static Estimate WithNote(Estimate estimate, string? gap) =>
        gap is null ? estimate : estimate with { Note = estimate.Note is null ? gap : $"{gap}; {estimate.Note}" };

    private static SampleValues PerSample(IPerSampleMetric metric, PredictionTable table)
    {
        var values = new double[table.Count];
        metric.PerSample(table, values);
        return new(table.Samples, values);
    }
}
