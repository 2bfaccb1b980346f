using EvalKit.Core.Metrics;

namespace EvalKit.Core.Reports;

/// <summary>How a figure of a model differs from that of a model of the reference run.</summary>
/// <param name="Model">The model.</param>
/// <param name="Against">The model of the reference run.</param>
/// <param name="Metric">The metric's id.</param>
/// <param name="Own">The model's figure, over all its samples.</param>
/// <param name="Other">The other's figure, over all its samples.</param>
/// <param name="Difference">Own − other on the samples that both have, with its 95 % interval; exact for a count.</param>
public sealed record Change(string Model, string Against, string Metric, double Own, double Other, Estimate Difference);
