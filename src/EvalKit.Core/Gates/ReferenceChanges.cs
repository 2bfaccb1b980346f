using EvalKit.Core.Execution;
using EvalKit.Core.Gates.References;
using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;
using EvalKit.Core.Reports.Figures;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Gates;

/// <summary>All figures that a run shares with its reference run, compared in pairs.</summary>
internal static class ReferenceChanges
{
    /// <summary>The changes, by model in the order given, then by metric; figures that either lacks, or made otherwise, are left out.</summary>
    public static IReadOnlyList<Change> Of(EvaluationRun run, IReadOnlyList<ModelFigures> models, Intervals intervals)
    {
        if (run.Reference is not { } reference) return [];
        var pairs = models
            .Select(model => (Model: model, Other: reference.For(model.Model.Name)))
            .Where(pair => pair.Other is not null)
            .SelectMany(pair => pair.Other!.Figures
                .Where(figure => figure.Value.Mismatch is null && pair.Model.ById.TryGetValue(figure.Key, out var own) && own.Gap is null)
                .Select(figure => (pair.Model, pair.Other, Own: pair.Model.ById[figure.Key], figure.Value)))
            .ToList();
        var changes = new Change[pairs.Count];
        Parallel.For(0, pairs.Count, Processors.All, i => changes[i] = Of(pairs[i].Model, pairs[i].Other!, pairs[i].Own, pairs[i].Value, intervals));
        return changes;
    }

    private static Change Of(ModelFigures model, ReferenceModel other, Figure own, ReferenceFigure kept, Intervals intervals)
    {
        var values = kept.Samples is null ? null : own.PerSample?.Invoke();
        var value = values?.Mean() ?? own.Compute(intervals).Value;
        var difference = model.Model.Sha256 == other.Sha256 ? Estimate.Exact(0, values?.Samples.Length ?? 1)
            : values is null ? Estimate.Exact(value - kept.Value)
            : PairedDifference.Of(PackedValues.Rounded(values), kept.Unpack()!, own.Info.Maximum - own.Info.Minimum, intervals);
        return new(model.Model.Name, other.Name, own.Id, value, kept.Value, difference);
    }
}
