using EvalKit.Core.Perturbations;
using EvalKit.Core.Planning;

namespace EvalKit.Core.Metrics;

/// <summary>One model's predictions under one perturbed condition.</summary>
/// <param name="Condition">The kind and severity.</param>
/// <param name="Category">The group that the kind belongs to.</param>
/// <param name="Predictions">The predictions.</param>
public sealed record PerturbedPredictions(Condition Condition, PerturbationCategory Category, PredictionTable Predictions);
