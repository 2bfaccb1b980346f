using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;
using EvalKit.Core.Reports.Figures;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Gates;

/// <summary>A figure of which no sample counts more than a gate's <c>clip</c>.</summary>
internal static class ClippedFigure
{
    /// <summary>The figure as the gate takes it.</summary>
    /// <exception cref="UserException">The gate clips a figure that is no mean of values of samples.</exception>
    public static Figure Of(EvaluationRun run, GateConfig gate, Figure figure)
    {
        if (gate.Clip is not { } clip) return figure;
        if (!Advantage.HasSampleValues(run, figure.Id)) throw new UserException($"{gate.Place}: '{figure.Id}' is no mean of values of samples, so there is nothing to clip");
        var clipped = figure with { Info = figure.Info with { Maximum = Math.Min(figure.Info.Maximum, clip) } };
        if (figure.PerSample is not { } values) return clipped;
        return clipped with
        {
            PerSample = () => Clipped(values(), clip),
            Compute = intervals => BoundedMean.Of(Clipped(values(), clip).Values, clipped.Info.Minimum, clipped.Info.Maximum, intervals),
        };
    }

    /// <summary>The baseline as the gate takes it.</summary>
    public static Baseline Of(EvaluationRun run, GateConfig gate, Baseline baseline) => baseline with { Figure = Of(run, gate, baseline.Figure) };

    private static SampleValues Clipped(SampleValues values, double clip) =>
        values with { Values = values.Values.ToArray().Select(value => Math.Min(value, clip)).ToArray() };
}
