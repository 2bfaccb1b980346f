using EvalKit.Core.Planning;
using EvalKit.Core.Reports;
using EvalKit.Core.Reports.Figures;

namespace EvalKit.Core.Gates.References;

/// <summary>Makes a reference run of a stored run.</summary>
public static class ReferenceSaving
{
    /// <summary>
    /// Keeps, of every model, the counts of its cost and the metrics asked for that are means of values of samples. A figure that
    /// is missing or partial is not kept.
    /// </summary>
    /// <param name="run">What was read of the store.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="metrics">The ids of the metrics.</param>
    public static ReferenceRun Of(EvaluationRun run, Plan plan, IReadOnlySet<string> metrics)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(plan);
        var order = plan.Order();
        return new(
            ReferenceRun.CurrentSchema,
            plan.Name,
            plan.Versions.EvalKit,
            plan.Data.Sha256,
            plan.Seed,
            plan.Constants,
            plan.Perturbations,
            plan.Explanations is { } explained
                ? new(explained.Target, explained.Output, [.. explained.Attributions.Select(one => one.Method)], explained.Substrates, explained.Metrics)
                : null,
            [.. ModelFigures.Of(run, run.Models)
                .OrderBy(model => model.Model.Name, StringComparer.Ordinal)
                .Select(model => new ReferenceModel(model.Model.Name, model.Model.Sha256, Kept(model, metrics, order)))]);
    }

    private static SortedDictionary<string, ReferenceFigure> Kept(ModelFigures model, IReadOnlySet<string> metrics, SampleOrder? order)
    {
        var figures = new SortedDictionary<string, ReferenceFigure>(StringComparer.Ordinal);
        foreach (var figure in model.ById.Values.Where(figure => figure.Gap is null))
        {
            if (figure.IsExact) figures.Add(figure.Id, new(figure.Compute(null!).Value, null, null, null));
            else if (metrics.Contains(figure.Id) && figure.PerSample is { } perSample && perSample() is var values && double.IsFinite(values.Mean()))
                figures.Add(figure.Id, ReferenceFigure.Of(values.Mean(), order?.InData(values) ?? values));
        }

        return figures;
    }
}
