namespace EvalKit.Methods.Perturbations;

/// <summary>One term of a filter: the weight of the pixel that lies at an offset from the one computed.</summary>
/// <param name="Row">Rows down.</param>
/// <param name="Column">Columns to the right.</param>
/// <param name="Weight">The weight.</param>
internal readonly record struct Tap(int Row, int Column, float Weight);
