using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Perturbations;

namespace EvalKit.Core.Configuration;

/// <summary>What disturbs the data.</summary>
/// <param name="Constants">The set of severity constants; left out, the one for the pictures' size.</param>
/// <param name="Samples">The number of samples under each condition, from the first; left out, all.</param>
/// <param name="Perturbations">The perturbations.</param>
/// <param name="ReferenceModel">
/// The name of the model of this run whose errors others are divided by, in mce and relative-mce; left out, these are not
/// computed.
/// </param>
public sealed record RobustnessConfig(
    ConstantSet? Constants,
    [Range(1, int.MaxValue)] int? Samples,
    [MinLength(1)] IReadOnlyList<PerturbationConfig> Perturbations,
    string? ReferenceModel = null);
