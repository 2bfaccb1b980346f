namespace EvalKit.Core.Reports;

/// <summary>Which model is better on which axis.</summary>
/// <param name="Axes">The ranked axes, in the order performance, robustness, interpretability, cost; those not measured are absent.</param>
public sealed record Scorecard(IReadOnlyList<AxisRanking> Axes);

/// <summary>The ranking of the models by an axis's primary figure.</summary>
/// <param name="Axis"><c>performance</c>, <c>robustness</c>, <c>interpretability</c> or <c>cost</c>.</param>
/// <param name="MetricId">The id of the figure that stands for the axis.</param>
/// <param name="Standings">One standing a model, in the order of <see cref="Report.Models"/>.</param>
/// <param name="Note">What limits the ranking (such as too few samples), or null.</param>
public sealed record AxisRanking(string Axis, string MetricId, IReadOnlyList<Standing> Standings, string? Note);

/// <summary>Where a model stands on an axis.</summary>
public enum Standing
{
    /// <summary>The best value.</summary>
    Best,

    /// <summary>Cannot be told from the best (paired, Holm over the models, 95 %).</summary>
    TiedWithBest,

    /// <summary>Worse than the best.</summary>
    Worse,

    /// <summary>The figure is missing, or the samples are too few to rank.</summary>
    Unranked,
}
