using System.Globalization;
using EvalKit.Core.Configuration;
using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;
using EvalKit.Core.Reports.Figures;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Gates;

/// <summary>One bound of a gate for one model, and how its figure stands to it.</summary>
/// <param name="Gate">The gate.</param>
/// <param name="IsMinimum">Whether the figure must not be below the bound, else not above it.</param>
/// <param name="Limit">The bound.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Figure">The figure.</param>
internal sealed record Bound(GateConfig Gate, bool IsMinimum, double Limit, string Model, Figure Figure)
{
    /// <summary>The gate's fixed id.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Gate.Metric} {(IsMinimum ? "min" : "max")} {Limit}");

    /// <summary>Whether the decision is a statistical test, which others of the file must be corrected for.</summary>
    public bool IsTested => Figure is { Gap: null, IsExact: false };

    /// <summary>The figure with the interval whose ends are one-sided bounds at the gate's confidence.</summary>
    /// <param name="intervals">Makes the interval.</param>
    /// <param name="tests">By how many the error of the decision is divided (Bonferroni's and Holm's correction).</param>
    public Estimate Estimate(Intervals intervals, int tests = 1) =>
        Figure.Compute(intervals.At(1 - (2 * (1 - Gate.Confidence) / tests)));

    /// <summary>Whether the whole interval keeps the bound.</summary>
    public bool Keeps(Estimate estimate) => IsMinimum ? estimate.Low >= Limit : estimate.High <= Limit;

    /// <summary>Whether the whole interval breaks the bound.</summary>
    public bool Breaks(Estimate estimate) => IsMinimum ? estimate.High < Limit : estimate.Low > Limit;

    /// <summary>The decision with its reason.</summary>
    public GateResult Result(GateOutcome outcome, Estimate estimate, string reason) =>
        new(Id, Model, Gate.Metric, outcome, estimate.Value, Limit, reason);
}
