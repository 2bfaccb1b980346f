namespace EvalKit.Core.Configuration;

/// <summary>What is measured of a model's cost.</summary>
/// <param name="Latency">Whether latency and throughput are measured.</param>
public sealed record CostConfig(bool Latency = true);
