using EvalKit.Core.Metrics;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Reports.Figures;

/// <summary>One figure of one model: its id, and how it is computed at a confidence.</summary>
/// <param name="Id">The metric id, <c>axis/metric[@condition]</c>.</param>
/// <param name="Info">What it means.</param>
/// <param name="Compute">Computes it; safe to call from several threads.</param>
internal sealed record Figure(string Id, MetricInfo Info, Func<Intervals, Estimate> Compute)
{
    /// <summary>The values that it is the mean of, where models can be compared by them in pairs; null otherwise.</summary>
    public Func<SampleValues>? PerSample { get; init; }

    /// <summary>
    /// What of the planned samples is missing, or why the model cannot be trusted, so that the figure may neither pass a gate nor be
    /// ranked; null as a rule.
    /// </summary>
    public string? Gap { get; init; }

    /// <summary>Whether it is a count without sampling error.</summary>
    public bool IsExact { get; init; }

    /// <summary>The same figure of a model that cannot be trusted.</summary>
    /// <param name="why">Why not.</param>
    public Figure Distrusted(string why) => this with
    {
        Gap = Gap ?? why,
        Compute = intervals => Compute(intervals) is var estimate && estimate.IsDefined ? estimate with { Note = estimate.Note is null ? why : $"{why}; {estimate.Note}" } : estimate,
    };

    /// <summary>A figure that cannot be computed.</summary>
    public static Figure Missing(string id, MetricInfo info, string why) => new(id, info, _ => Estimate.Missing(why)) { Gap = why };
}
