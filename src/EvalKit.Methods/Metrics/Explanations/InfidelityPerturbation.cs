namespace EvalKit.Methods.Metrics.Explanations;

/// <summary>How infidelity perturbs a picture.</summary>
public enum InfidelityPerturbation
{
    /// <summary>Squares are replaced by a baseline: for attributions that stand for the change of the score.</summary>
    Squares,

    /// <summary>Noise takes the picture's place: for slopes.</summary>
    Noise,
}
