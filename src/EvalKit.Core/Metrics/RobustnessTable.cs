using EvalKit.Core.Planning;

namespace EvalKit.Core.Metrics;

/// <summary>One model's predictions on clean data and under every perturbed condition.</summary>
/// <param name="Clean">The clean predictions; may have more samples than the perturbed ones.</param>
/// <param name="Perturbed">One table a condition, in the order of the plan.</param>
public sealed record RobustnessTable(PredictionTable Clean, IReadOnlyList<(Condition Condition, PredictionTable Predictions)> Perturbed);
