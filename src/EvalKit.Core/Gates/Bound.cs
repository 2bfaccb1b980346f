using System.Globalization;
using EvalKit.Core.Configuration;
using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;
using EvalKit.Core.Reports.Figures;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Gates;

/// <summary>One bound of a gate for one model, and how its figure stands to it.</summary>
/// <param name="Gate">The gate.</param>
/// <param name="Id">The gate's fixed id.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Figure">The figure: the metric's, or the model's advantage over another.</param>
/// <param name="IsMinimum">Whether the figure must not be below the bound, else not above it.</param>
/// <param name="Limit">The bound.</param>
internal sealed record Bound(GateConfig Gate, string Id, string Model, Figure Figure, bool IsMinimum, double Limit)
{
    /// <summary>What is decided before any figure is looked at, or null.</summary>
    public (GateOutcome Outcome, string Reason)? Settled { get; init; }

    /// <summary>Whether a figure that equals a least bound breaks it.</summary>
    public bool IsStrict { get; init; }

    /// <summary>The model that is compared with, and the figure of the judged model itself; null where none is.</summary>
    public (Baseline Other, Figure Own)? Against { get; init; }

    /// <summary>Whether it is one of several comparisons that are one decision, those of equal id and model.</summary>
    public bool IsOneOfSeveral { get; init; }

    /// <summary>Whether the decision is a statistical test, which others of the file must be corrected for.</summary>
    public bool IsTested => Settled is null && Figure is { Gap: null, IsExact: false };

    /// <summary>The id of a gate that compares with a number.</summary>
    public static string IdOf(GateConfig gate, bool isMinimum, double limit) =>
        string.Create(CultureInfo.InvariantCulture, $"{gate.Metric} {(isMinimum ? "min" : "max")} {limit}{Clip(gate)}");

    /// <summary>The id of a gate that compares with a model.</summary>
    public static string IdOf(GateConfig gate, string how, string with) =>
        string.Create(CultureInfo.InvariantCulture, $"{gate.Metric} {how} {with}{(gate.Margin == 0 ? "" : $" margin {gate.Margin}")}{Clip(gate)}");

    private static string Clip(GateConfig gate) => gate.Clip is { } clip ? string.Create(CultureInfo.InvariantCulture, $" clip {clip}") : "";

    /// <summary>The figure with the interval whose ends are one-sided bounds at the gate's confidence.</summary>
    /// <param name="intervals">Makes the interval.</param>
    /// <param name="tests">By how many the error of the decision is divided (Bonferroni's and Holm's correction).</param>
    public Estimate Estimate(Intervals intervals, int tests = 1) =>
        Figure.Compute(intervals.At(1 - (2 * (1 - Gate.Confidence) / tests)));

    /// <summary>Whether the whole interval keeps the bound.</summary>
    public bool Keeps(Estimate estimate) => !IsMinimum ? estimate.High <= Limit : IsStrict ? estimate.Low > Limit : estimate.Low >= Limit;

    /// <summary>Whether the whole interval breaks the bound.</summary>
    public bool Breaks(Estimate estimate) => IsMinimum ? estimate.High < Limit : estimate.Low > Limit;
}
