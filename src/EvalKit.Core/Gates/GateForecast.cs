using EvalKit.Core.Configuration;
using EvalKit.Core.Planning;
using EvalKit.Core.Reports;
using EvalKit.Core.Reports.Figures;
using MathNet.Numerics.Distributions;

namespace EvalKit.Core.Gates;

/// <summary>Says before a run what its gates will be able to tell.</summary>
public static class GateForecast
{
    // The share of samples on which two similar models differ, where nothing is known of them yet.
    private const double Discordance = 0.05;
    private const double Power = 0.8;

    /// <summary>
    /// For each gate on a mean of values between 0 and 1 the smallest difference that the planned samples tell with a power of
    /// 80 %: √(p (1 − p) / n) · (z₁₋α + z₀.₈) beside a bound p, and √(d / n) · (z₁₋α + z₀.₈) between two models that differ on a
    /// share d of the samples. A margin below z² / (n + z²) cannot be kept at all: that is Tango's bound where no sample differs.
    /// </summary>
    /// <param name="run">The planned run.</param>
    /// <param name="plan">The plan.</param>
    /// <returns>One sentence a gate; gates of which nothing can be said beforehand have none.</returns>
    public static IReadOnlyList<string> Of(EvaluationRun run, Plan plan)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(plan);
        if (run.Models.Count == 0) return [];
        var figures = ModelFigures.Of(run, [run.Models[0]])[0].ById;
        return [.. run.Gates
            .Where(gate => figures.TryGetValue(gate.Metric, out var figure) && figure.Info is { Minimum: 0, Maximum: 1 } && Advantage.HasSampleValues(run, gate.Metric))
            .SelectMany(gate => Of(gate, Samples(gate, plan)))
            .Distinct()];
    }

    private static int Samples(GateConfig gate, Plan plan) => gate.Metric.Split('/')[0] switch
    {
        "performance" => plan.Data.Samples,
        "robustness" => plan.Data.PerturbedSamples,
        _ => 0,
    };

    private static IEnumerable<string> Of(GateConfig gate, int n)
    {
        if (n == 0) yield break;
        var z = Normal.InvCDF(0, 1, gate.Confidence);
        var reach = z + Normal.InvCDF(0, 1, Power);
        if (gate.Min is > 0 and < 1 and var min) yield return Told(Bound.IdOf(gate, true, min), n, reach * Math.Sqrt(min * (1 - min) / n));
        if (gate.Max is > 0 and < 1 and var max) yield return Told(Bound.IdOf(gate, false, max), n, reach * Math.Sqrt(max * (1 - max) / n));
        foreach (var (id, margin) in Compared(gate))
        {
            var told = reach * Math.Sqrt(Discordance / n);
            var least = z * z / (n + (z * z));
            yield return Told(id, n, told, $", where two models differ on {100 * Discordance:0} % of them") + (margin <= 0 ? ""
                : margin < least ? Text($"; not even a model without a single difference can keep the margin: that takes {Math.Ceiling(z * z * (1 - margin) / margin):N0} samples")
                : margin < told ? Text($"; for the margin of {margin} that takes {Math.Ceiling(Discordance * Math.Pow(reach / margin, 2)):N0} samples")
                : "");
        }
    }

    private static IEnumerable<(string Id, double Margin)> Compared(GateConfig gate)
    {
        if (gate.NotWorseThan is { } other) yield return (Bound.IdOf(gate, "not-worse-than", other), gate.Margin);
        if (gate.BetterThan is { } lesser) yield return (Bound.IdOf(gate, "better-than", lesser), 0);
        if (gate.OnParetoFront is { } cost) yield return (Bound.IdOf(gate, "on-pareto-front", cost), gate.Margin);
    }

    private static string Told(string id, int n, double difference, string given = "") =>
        Text($"{id}: {n:N0} samples tell a difference of {100 * difference:0.00} points (power {100 * Power:0} %{given})");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
