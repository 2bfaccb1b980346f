namespace EvalKit.Core.Metrics;

/// <summary>What a figure means.</summary>
/// <param name="Title">Its name for a reader.</param>
/// <param name="Unit">Its unit, such as <c>fraction</c>, <c>nats</c> or <c>ms</c>.</param>
/// <param name="Minimum">The least value possible.</param>
/// <param name="Maximum">The largest value possible.</param>
/// <param name="Direction">Which way it is better.</param>
/// <param name="Source">The paper and equation that define it.</param>
public sealed record MetricInfo(string Title, string Unit, double Minimum, double Maximum, ScoreDirection Direction, string Source);
