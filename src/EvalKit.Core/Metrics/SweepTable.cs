namespace EvalKit.Core.Metrics;

/// <summary>One model's predictions on clean data and at every level of a graded perturbation; none is missing.</summary>
/// <param name="Clean">The clean predictions; may have more samples than those at the levels.</param>
/// <param name="Levels">The levels, ascending, above 0.</param>
/// <param name="AtLevels">The predictions, one table a level.</param>
/// <param name="Target">The accuracy that is common to all models.</param>
public sealed record SweepTable(PredictionTable Clean, IReadOnlyList<double> Levels, IReadOnlyList<PredictionTable> AtLevels, double Target);
