namespace EvalKit.Core.Comparison.Growth;

/// <summary>What a doubling of the size adds to a quality, on the scale of the law.</summary>
/// <param name="Value">The gain.</param>
/// <param name="Low">The lower end of its 95 % interval.</param>
/// <param name="High">The upper end.</param>
public sealed record Gain(double Value, double Low, double High);
