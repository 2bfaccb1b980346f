using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Configuration.Documents;

namespace EvalKit.Core.Configuration;

/// <summary>A condition that models must meet.</summary>
/// <param name="Place">Where the gate stands in the file, for messages.</param>
/// <param name="Metric">The metric's id, <c>axis/metric[@condition]</c>.</param>
/// <param name="Models">A pattern of model names; left out, every model.</param>
/// <param name="Min">The least value allowed.</param>
/// <param name="Max">The largest value allowed.</param>
/// <param name="Confidence">The one-sided confidence of the decision.</param>
[AtLeastOneOf("min", "max")]
public sealed record GateConfig(
    SourcePlace Place,
    string Metric,
    string? Models,
    double? Min,
    double? Max,
    [Range(0.5, 1.0, MaximumIsExclusive = true)] double Confidence = 0.95);
