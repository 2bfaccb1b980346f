namespace EvalKit.Core.Metrics;

/// <summary>One model's predictions on clean data and under every perturbed condition of the plan; none is missing.</summary>
/// <param name="Clean">The clean predictions; may have more samples than the perturbed ones.</param>
/// <param name="Perturbed">One table a condition, in the order of the plan; not empty.</param>
public sealed record RobustnessTable(PredictionTable Clean, IReadOnlyList<PerturbedPredictions> Perturbed)
{
    /// <summary>The same of the reference model, under the same conditions; null where the figure asks for none.</summary>
    public RobustnessTable? Reference { get; init; }
}
