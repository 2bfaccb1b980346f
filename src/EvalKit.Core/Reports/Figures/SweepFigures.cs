using EvalKit.Core.Metrics;
using EvalKit.Core.Planning;
using EvalKit.Core.Plugins;

namespace EvalKit.Core.Reports.Figures;

/// <summary>
/// The figures over the levels of a graded perturbation: <c>robustness/noise-tolerance@gaussian-noise</c>, and the accuracy at
/// each level, <c>robustness/accuracy@gaussian-noise=0.08</c>, that they rest on. Missing as soon as one level is.
/// </summary>
internal static class SweepFigures
{
    // What tolerance is read from; other figures at a level would say nothing that those at severities do not.
    private const string Read = "accuracy";

    public static IEnumerable<Figure> Of(EvaluationRun run, ModelRun model)
    {
        foreach (var sweep in run.Sweeps)
        {
            foreach (var metric in run.SweepMetrics) yield return Of(run, model, sweep, metric);
            foreach (var metric in run.PredictionMetrics.Where(metric => PluginAttribute.KindOf(metric) == Read))
                foreach (var condition in sweep.Conditions) yield return PredictionFigures.At(run, model, condition, metric);
        }
    }

    private static Figure Of(EvaluationRun run, ModelRun model, PlannedSweep sweep, ISweepMetric metric)
    {
        var id = $"robustness/{PluginAttribute.KindOf(metric)}@{sweep.Method.Name}";
        var info = metric.Info with { Unit = sweep.Unit };
        if (RobustnessFigures.WhyMissing(run, model, sweep.Conditions.Prepend(Condition.Clean)) is { } why) return Figure.Missing(id, info, why);
        var table = new SweepTable(model.Clean!, sweep.Levels, [.. sweep.Conditions.Select(condition => model.Perturbed[condition])], sweep.Target);
        return new(id, info, intervals => metric.Compute(table, intervals)) { Gap = RobustnessFigures.Gap(table.AtLevels.Prepend(table.Clean)) };
    }
}
