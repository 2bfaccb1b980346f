using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Configuration.Documents;

namespace EvalKit.Core.Configuration;

/// <summary>A condition that models must meet.</summary>
/// <param name="Place">Where the gate stands in the file, for messages.</param>
/// <param name="Metric">
/// The metric's id, <c>axis/metric[@condition]</c>, with <c>@class:3</c> or <c>@slice:night</c> behind it on a part of the samples.
/// </param>
/// <param name="Models">A pattern of model names; left out, every model.</param>
/// <param name="Min">The least value allowed.</param>
/// <param name="Max">The largest value allowed.</param>
/// <param name="NotWorseThan">
/// What the model may be worse than by less than the margin, in pairs of samples: <c>reference</c> (the model of the same name
/// in the reference run, or its only one), <c>reference:NAME</c>, or another model of the run.
/// </param>
/// <param name="BetterThan">What the model must be better than by more than the margin; named as in not-worse-than.</param>
/// <param name="OnParetoFront">
/// A count such as <c>cost/parameters</c>: the model must not be worse, by the margin or more, than any model of the run that has
/// as little of it.
/// </param>
/// <param name="Margin">The difference that does not matter, in the metric's unit.</param>
/// <param name="Confidence">The one-sided confidence of the decision.</param>
/// <param name="Clip">
/// The most that a single sample may count, such as 5 nats of log loss: larger values count as this, so that the mean has a bound
/// that holds for every distribution.
/// </param>
[AtLeastOneOf("min", "max", "not-worse-than", "better-than", "on-pareto-front")]
public sealed record GateConfig(
    SourcePlace Place,
    string Metric,
    string? Models,
    double? Min,
    double? Max,
    string? NotWorseThan,
    string? BetterThan,
    string? OnParetoFront,
    [Range(0, double.MaxValue)] double Margin = 0,
    [Range(0.5, 1.0, MaximumIsExclusive = true)] double Confidence = 0.95,
    [Range(0, double.MaxValue, MinimumIsExclusive = true)] double? Clip = null);
