using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using EvalKit.Core.Comparison;
using EvalKit.Core.Execution;
using EvalKit.Core.Gates;
using EvalKit.Core.Metrics;
using EvalKit.Core.Reports.Calibration;
using EvalKit.Core.Reports.Figures;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Reports;

/// <summary>Makes a report of what the store holds.</summary>
public static class Summary
{
    /// <summary>
    /// Computes all figures, the comparison and the gates, on all processors. A pure function: the same run gives the same
    /// report, whatever the number of threads and the order of the models.
    /// </summary>
    /// <param name="run">What the store holds.</param>
    /// <exception cref="Errors.UserException">A gate names a metric or a model that the run does not have.</exception>
    public static Report Of(EvaluationRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var models = run.BySize;
        var figures = ModelFigures.Of(run, models);
        var bounds = GateBounds.Of(run, figures);
        var resamples = new Resamples(run.Provenance.Seed);
        var intervals = new Intervals(Intervals.Usual, resamples);

        var estimates = Compute(figures, intervals);
        var reports = models.Select((model, i) => new ModelReport(model.Name, model.Path, model.Sha256, model.Family, estimates[i])).ToList();
        var scorecard = new Scorecard(AxisRankings.Of(figures, estimates, resamples));
        var comparison = SizeComparison.Of(ComparedRun.Of(run, figures, (model, id) => estimates[model][id]));
        return new(
            run.Name,
            run.Provenance,
            reports,
            Infos(figures),
            scorecard,
            SizeAnswer.Of(reports, scorecard),
            Gate.Judge(bounds, intervals),
            comparison.Claims,
            [.. run.Findings, .. RunFindings.KeptOut(models), .. models.SelectMany(model => RunFindings.Of(run, model))],
            run.Failures)
        {
            Comparison = comparison,
            Calibration = [.. models.Where(model => model.Clean is { Count: > 0 }).Select(model => ReliabilityDiagram.Of(model.Name, model.Clean!, intervals))],
            Changes = ReferenceChanges.Of(run, figures, intervals),
        };
    }

    /// <summary>
    /// Judges the gates alone: the report holds nothing but them, the figures that they name, findings and failures. The
    /// decisions are those of <see cref="Of"/>, from a run that may hold no more than the gates need.
    /// </summary>
    /// <param name="run">What was read of the store.</param>
    /// <exception cref="Errors.UserException">A gate names a metric or a model that the run does not have.</exception>
    public static Report OfGates(EvaluationRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var figures = ModelFigures.Of(run, run.Models);
        var intervals = new Intervals(Intervals.Usual, new Resamples(run.Provenance.Seed));
        return new(
            run.Name,
            run.Provenance,
            [],
            Infos(figures),
            new Scorecard([]),
            "",
            Gate.Judge(GateBounds.Of(run, figures), intervals),
            [],
            run.Findings,
            run.Failures)
        {
            Changes = ReferenceChanges.Of(run, figures, intervals),
        };
    }

    private static List<SortedDictionary<string, Estimate>> Compute(IReadOnlyList<ModelFigures> models, Intervals intervals)
    {
        // Figures on the same table one after the other, so that it is read once.
        var all = models.SelectMany((model, i) => model.ById.Values.Select(figure => (Model: i, Figure: figure)).OrderBy(one => Condition(one.Figure.Id), StringComparer.Ordinal)).ToList();
        var computed = new Estimate[all.Count];
        try
        {
            // One by one and in order, so that all threads look at the same few tables.
            var inOrder = Partitioner.Create(Enumerable.Range(0, all.Count), EnumerablePartitionerOptions.NoBuffering);
            Parallel.ForEach(inOrder, Processors.All, i => computed[i] = all[i].Figure.Compute(intervals));
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }

        var estimates = models.Select(_ => new SortedDictionary<string, Estimate>(StringComparer.Ordinal)).ToList();
        for (var i = 0; i < all.Count; i++) estimates[all[i].Model].Add(all[i].Figure.Id, computed[i]);
        return estimates;
    }

    private static string Condition(string id) => id.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at ? id[at..] : id.Split('/')[0];

    private static SortedDictionary<string, MetricInfo> Infos(IReadOnlyList<ModelFigures> models)
    {
        var infos = new SortedDictionary<string, MetricInfo>(StringComparer.Ordinal);
        foreach (var figure in models.SelectMany(model => model.ById.Values)) infos.TryAdd(figure.Id, figure.Info);
        return infos;
    }
}
