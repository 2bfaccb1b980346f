using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Perturbations;

namespace EvalKit.Core.Configuration;

/// <summary>What disturbs the data.</summary>
/// <param name="Constants">The set of severity constants; left out, the one for the pictures' size.</param>
/// <param name="Samples">The number of samples under each condition, from the first; left out, all.</param>
/// <param name="Perturbations">The perturbations, at severities.</param>
/// <param name="NoiseTolerance">The perturbations of which the level is sought that a model tolerates.</param>
/// <param name="ReferenceModel">
/// The name of the model of this run whose errors others are divided by, in mce and relative-mce; left out, these are not
/// computed.
/// </param>
[AtLeastOneOf("perturbations", "noise-tolerance")]
public sealed record RobustnessConfig(
    ConstantSet? Constants,
    [Range(1, int.MaxValue)] int? Samples,
    [MinLength(1)] IReadOnlyList<PerturbationConfig>? Perturbations = null,
    [MinLength(1)] IReadOnlyList<NoiseToleranceConfig>? NoiseTolerance = null,
    string? ReferenceModel = null)
{
    /// <summary>The perturbations, at severities; empty where there are none.</summary>
    public IReadOnlyList<PerturbationConfig> Perturbations { get; init; } = Perturbations ?? [];

    /// <summary>The perturbations of which the level is sought that a model tolerates; empty where there are none.</summary>
    public IReadOnlyList<NoiseToleranceConfig> NoiseTolerance { get; init; } = NoiseTolerance ?? [];
}
