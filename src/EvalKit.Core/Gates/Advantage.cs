using EvalKit.Core.Gates.References;
using EvalKit.Core.Metrics;
using EvalKit.Core.Plugins;
using EvalKit.Core.Reports;
using EvalKit.Core.Reports.Figures;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Gates;

/// <summary>By how much one model is better than another, on the samples that both have.</summary>
internal static class Advantage
{
    /// <summary>Why models cannot be compared by a figure, or null.</summary>
    /// <param name="run">The run, which may be only planned.</param>
    /// <param name="figure">The figure.</param>
    public static string? WhyNot(EvaluationRun run, Figure figure)
    {
        if (figure.Info.Direction == ScoreDirection.Neither) return $"of '{figure.Id}' neither more nor less is better";
        return HasSampleValues(run, figure.Id) || figure.Id.StartsWith("cost/", StringComparison.Ordinal)
            ? null
            : $"'{figure.Id}' is no mean of values of samples, so models cannot be compared by it in pairs; take accuracy, brier or log-loss instead";
    }

    /// <summary>Whether a figure is the mean of one value a sample, even where it is not computed yet.</summary>
    public static bool HasSampleValues(EvaluationRun run, string id)
    {
        var (axis, kind) = (id.Split('/')[0], id.Split('/')[^1].Split('@')[0]);
        return axis switch
        {
            "performance" => Of(run.PredictionMetrics, kind) is IPerSampleMetric,
            "robustness" => (Of(run.RobustnessMetrics, kind) ?? Of(run.PredictionMetrics, kind)) is IPerSampleRobustnessMetric or IPerSampleMetric,
            _ => axis == "interpretability",
        };
    }

    /// <summary>The advantage as a figure: positive where the model is better.</summary>
    /// <param name="own">The model's figure.</param>
    /// <param name="baseline">The other model.</param>
    public static Figure Of(Figure own, Baseline baseline)
    {
        if (own.Gap is { } gap) return Figure.Missing(own.Id, own.Info, gap);
        if (baseline.Figure.Gap is { } missing) return Figure.Missing(own.Id, own.Info, $"of {baseline.Name}: {missing}");
        var higher = own.Info.Direction == ScoreDirection.HigherIsBetter;
        if (own.IsExact)
        {
            return new(own.Id, own.Info, intervals =>
                Estimate.Exact((higher ? 1 : -1) * (own.Compute(intervals).Value - baseline.Figure.Compute(intervals).Value)))
            { IsExact = true };
        }

        var range = own.Info.Maximum - own.Info.Minimum;
        return new(own.Id, own.Info, intervals =>
        {
            var (better, worse) = Pair();
            var estimate = PairedDifference.Of(better, worse, range, intervals);
            return baseline.Note is null ? estimate : estimate with { Note = estimate.Note is null ? baseline.Note : $"{baseline.Note}; {estimate.Note}" };
        })
        {
            PerSample = () => PairedDifference.Values(Pair().First, Pair().Second),
        };

        // In the order in which the first less the second is the advantage.
        (SampleValues First, SampleValues Second) Pair()
        {
            var (ours, theirs) = (baseline.IsRounded ? PackedValues.Rounded(own.PerSample!()) : own.PerSample!(), baseline.Figure.PerSample!());
            return higher ? (ours, theirs) : (theirs, ours);
        }
    }

    private static IPlugin? Of<T>(IReadOnlyList<T> metrics, string kind)
        where T : IPlugin => metrics.FirstOrDefault(metric => PluginAttribute.KindOf(metric) == kind);
}
