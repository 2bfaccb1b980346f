using EvalKit.Core.Metrics;

namespace EvalKit.Core.Comparison;

/// <summary>A model in the relation of a quality to a size.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Family">Its family, or null.</param>
/// <param name="Size">Its size, positive.</param>
/// <param name="Quality">Its quality, defined; with the 95 % interval where it or a standard error is known.</param>
public sealed record SizePoint(string Name, string? Family, double Size, Estimate Quality);
