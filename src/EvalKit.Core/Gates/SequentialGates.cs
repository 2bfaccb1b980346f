using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Core.Reports;
using EvalKit.Core.Reports.Figures;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Gates;

/// <summary>
/// Gates of a run that stops when they are decided: their intervals hold at whatever moment they are looked at, so that looking
/// after each range of samples costs nothing of the stated confidence.
/// </summary>
internal static class SequentialGates
{
    private const double WidestRange = 10;

    /// <summary>Refuses a gate that cannot be decided so.</summary>
    /// <exception cref="UserException">Its figure is no mean of bounded values of samples, nor a count.</exception>
    public static void Check(EvaluationRun run, GateConfig gate, Figure figure)
    {
        if (figure.IsExact || figure.Id.StartsWith("cost/", StringComparison.Ordinal)) return;
        var why = figure.Id.StartsWith("interpretability/", StringComparison.Ordinal) ? "is taken on samples that depend on the models"
            : !Advantage.HasSampleValues(run, figure.Id) ? "is no mean of values of samples"
            : !(figure.Info.Maximum - figure.Info.Minimum <= WidestRange) ? $"has values from {figure.Info.Minimum:0} to {figure.Info.Maximum:0}, too wide a range for a bound that holds at any time (clip bounds it)"
            : null;
        if (why is not null)
            throw new UserException(FormattableString.Invariant($"{gate.Place}: a run until decided cannot judge '{figure.Id}', which {why}; take accuracy, brier or mean-corrupted-accuracy instead, or run without --until-decided"));
    }

    /// <summary>The bound with an interval that holds at any time.</summary>
    public static Bound AtAnyTime(Bound bound)
    {
        if (!bound.IsTested || bound.Figure.PerSample is not { } values) return bound;
        var info = bound.Figure.Info;
        var (low, high) = bound.Against is null ? (info.Minimum, info.Maximum) : (info.Minimum - info.Maximum, info.Maximum - info.Minimum);
        return bound with
        {
            Figure = bound.Figure with { Compute = intervals => BettingInterval.Of(values().Values.Span, low, high, intervals.Confidence, isAnytime: true) },
        };
    }
}
