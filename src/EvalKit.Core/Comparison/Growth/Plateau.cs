namespace EvalKit.Core.Comparison.Growth;

/// <summary>
/// Where growth has all but ended: the size from which on a doubling gains less than <see cref="GrowthLaw.StatedGain"/>.
/// </summary>
/// <param name="Size">The size.</param>
/// <param name="Low">The lower end of its 95 % interval by profile likelihood; 0 where there is none within a thousandth of the smallest size.</param>
/// <param name="High">The upper end; infinite where there is none within a thousand times the largest size.</param>
public sealed record Plateau(double Size, double Low, double High);
