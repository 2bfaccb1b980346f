namespace EvalKit.Core.Configuration;

/// <summary>Demands that no item of a list in the configuration stands twice.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DistinctAttribute : Attribute;
