namespace EvalKit.Core.Perturbations;

/// <summary>The scale of a graded perturbation's one parameter.</summary>
/// <param name="Unit">What the level counts, such as <c>σ</c> (a standard deviation; values are 0 to 1) or <c>pixels</c>.</param>
/// <param name="From">The lowest level tried where a configuration names none; above 0.</param>
/// <param name="To">The highest level tried where a configuration names none.</param>
public sealed record LevelScale(string Unit, double From, double To);
